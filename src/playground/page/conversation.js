// @ts-check
import { create, renderBubble } from './bubble.js';
import { labels } from './labels.js';

/** @typedef {import('./bubble.js').Message} Message */

/** Nearer to the end than this, the view follows new messages. */
const NEAR_END_PX = 120;

const dayFormat = new Intl.DateTimeFormat('ar-u-nu-latn', { day: 'numeric', month: 'long' });

/**
 * The messages on the screen, in order, each in one place by its number.
 *
 * @param {{
 *   scroller: HTMLElement, log: HTMLElement, toEnd: HTMLButtonElement, actions: import('./bubble.js').BubbleActions,
 * }} parts
 */
export function createConversation({ scroller, log, toEnd, actions }) {
  /** @type {Map<number, Message>} */
  const messages = new Map();

  const distanceToEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  const isNearEnd = () => distanceToEnd() < NEAR_END_PX;

  /** @param {ScrollBehavior} [behavior] */
  function scrollToEnd(behavior = 'auto') {
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
  }

  /** @param {number} id */
  const find = (id) => log.querySelector(`[data-message-id="${id}"]`);

  /** @param {Message} message */
  function append(message) {
    const previous = [...messages.values()].at(-1);
    const day = dayOf(message.date);
    if (previous === undefined || dayOf(previous.date) !== day) log.append(create('p', 'day', day));
    const bubble = renderBubble(message, actions);
    const isSameAuthor = previous?.from.is_bot === message.from.is_bot;
    if (isSameAuthor) bubble.classList.add('continued');
    messages.set(message.message_id, message);
    log.append(bubble);
  }

  scroller.addEventListener('scroll', () => {
    toEnd.hidden = isNearEnd();
  });
  toEnd.addEventListener('click', () => {
    scrollToEnd(matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');
  });

  return {
    /** @param {readonly Message[]} all */
    show(all) {
      messages.clear();
      log.replaceChildren();
      // Nobody wants the whole history read out.
      log.ariaLive = 'off';
      for (const message of all) append(message);
      requestAnimationFrame(() => {
        log.ariaLive = 'polite';
        scrollToEnd();
      });
    },
    /** @param {Message} message */
    add(message) {
      const follows = isNearEnd() || !message.from.is_bot;
      append(message);
      if (follows) scrollToEnd();
    },
    /** @param {Message} message */
    change(message) {
      const follows = isNearEnd();
      const old = find(message.message_id);
      if (!old) return;
      const bubble = renderBubble(message, actions);
      bubble.classList.toggle('continued', old.classList.contains('continued'));
      messages.set(message.message_id, message);
      old.replaceWith(bubble);
      if (follows) scrollToEnd();
    },
    /** @param {number} id */
    remove(id) {
      messages.delete(id);
      find(id)?.remove();
    },
    /** Follows the end when something else than a message takes room there. */
    settle() {
      if (isNearEnd()) scrollToEnd();
    },
    lastOwn: () =>
      [...messages.values()].findLast((message) => !message.from.is_bot && message.text !== undefined),
    /** The bot's last word on the reply keyboard. */
    keyboard: () =>
      [...messages.values()].findLast(({ reply_markup: markup }) => markup && !markup.inline_keyboard),
    isEmpty: () => messages.size === 0,
  };
}

/** @param {number} seconds since 1970 */
function dayOf(seconds) {
  const day = new Date(seconds * 1000).toDateString();
  const today = new Date();
  if (day === today.toDateString()) return labels.today;
  today.setDate(today.getDate() - 1);
  return day === today.toDateString() ? labels.yesterday : dayFormat.format(seconds * 1000);
}
