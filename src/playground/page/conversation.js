/** @import { Conversation, ConversationParts, Message } from './types.d.ts' */
import { newsOf, renderBubble } from './bubble.js';
import { create } from './dom.js';

/** Nearer to the end than this, the view follows new messages. */
const NEAR_END_PX = 120;

/**
 * The messages on the screen, in order, each in one place by its number.
 *
 * @param {ConversationParts} parts
 * @returns {Conversation}
 */
export function createConversation({ scroller, log, toEnd, actions }) {
  /** @type {Map<number, Message>} */
  const messages = new Map();

  const isNearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;

  const scrollToEnd = () => scroller.scrollTo(0, scroller.scrollHeight);

  /** @param {number} id */
  const find = (id) => log.querySelector(`[data-message-id="${id}"]`);

  /** @param {(message: Message) => unknown} isMeant */
  const findLast = (isMeant) => [...messages.values()].findLast(isMeant);

  /** @param {Message} message */
  function append(message) {
    const previous = findLast(() => true);
    messages.set(message.message_id, message);
    const news = newsOf(message);
    const shown = news ? create('p', 'news', news) : renderBubble(message, actions);
    if (previous?.from.id === message.from.id && !newsOf(previous)) shown.classList.add('continued');
    log.append(shown);
  }

  scroller.addEventListener('scroll', () => {
    toEnd.hidden = isNearEnd();
  });
  toEnd.addEventListener('click', scrollToEnd);

  return {
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
    add(message) {
      const follows = isNearEnd() || !message.from.is_bot;
      append(message);
      if (follows) scrollToEnd();
    },
    change(message) {
      const old = find(message.message_id);
      if (!old) return;
      const follows = isNearEnd();
      const bubble = renderBubble(message, actions);
      bubble.classList.toggle('continued', old.classList.contains('continued'));
      messages.set(message.message_id, message);

      const focused = document.activeElement;
      const hadFocus = old.contains(focused);
      /** @param {Element} element @returns {HTMLElement[]} */
      const buttonsOf = (element) => [...element.querySelectorAll(/** @type {any} */ ('.row > *'))];
      const position = buttonsOf(old).indexOf(/** @type {HTMLElement} */ (focused));
      old.replaceWith(bubble);
      const buttons = buttonsOf(bubble);
      const successor = buttons[Math.min(position, buttons.length - 1)] ?? bubble;
      if (hadFocus) successor.focus({ preventScroll: true });
      if (follows) scrollToEnd();
    },
    remove(id) {
      messages.delete(id);
      find(id)?.remove();
    },
    settle() {
      if (isNearEnd()) scrollToEnd();
    },
    lastOwn: () => findLast(({ from, text, via_bot }) => from.id === actions.viewer() && text && !via_bot),
    keyboard() {
      const asked = findLast(({ reply_markup: markup }) => markup && !markup.inline_keyboard);
      const markup = asked?.reply_markup;
      const latest = findLast(({ from }) => !from.is_bot)?.message_id ?? 0;
      return markup?.one_time_keyboard && asked && latest > asked.message_id ? undefined : markup;
    },
    isEmpty: () => messages.size === 0,
  };
}
