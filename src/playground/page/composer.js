/** @import { Composer, ComposerParts, Message } from './types.d.ts' */
import { summaryOf } from './bubble.js';
import { createLine } from './dom.js';
import { labels } from './labels.js';

/**
 * Where the visitor writes, replies to a message, and edits what was written.
 *
 * @param {ComposerParts} parts
 * @returns {Composer}
 */
export function createComposer({ form, field, button, strip, onSend, onEdit, lastOwn }) {
  const { placeholder } = field;
  const [title, line, cancel] = strip.children;
  /** @type {Message | undefined} The one that is edited or replied to. */
  let target;
  let isEdit = false;
  let isBusy = false;

  function refresh() {
    button.disabled = isBusy || field.value.trim() === '';
  }

  const focus = () => field.focus({ preventScroll: true });

  /** @param {string} text */
  function setText(text) {
    field.value = text;
    field.dispatchEvent(new Event('input'));
    focus();
  }

  /**
   * @param {Message} [message]
   * @param {boolean} [forEdit]
   */
  function aim(message, forEdit = false) {
    target = message;
    isEdit = forEdit;
    strip.hidden = !message;
    title?.replaceChildren(isEdit ? labels.editing : labels.replyTo(message?.from.first_name ?? ''));
    line?.replaceChildren(createLine(message ? summaryOf(message) : ''));
  }

  function release() {
    if (isEdit) setText('');
    aim();
  }

  /** @param {Message} message */
  function edit(message) {
    aim(message, true);
    setText(message.text ?? '');
  }

  async function submit() {
    const text = field.value.trim();
    if (isBusy || text === '') return;
    isBusy = true;
    refresh();
    const aimed = target;
    const isDone = await (aimed && isEdit ? onEdit(aimed, text) : onSend(text, aimed?.message_id));
    isBusy = false;
    if (isDone) {
      // What was typed meanwhile is not thrown away.
      if (field.value.trim() === text) setText('');
      // The bot may have asked for a reply already.
      if (target === aimed) aim();
    }
    refresh();
    focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  field.addEventListener('input', refresh);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const last = event.key === 'ArrowUp' && field.value === '' && !target ? lastOwn() : undefined;
    if (event.key === 'Enter' && !event.shiftKey) void submit();
    else if (event.key === 'Escape') release();
    else if (last) edit(last);
    else return;
    event.preventDefault();
  });
  cancel?.addEventListener('click', () => {
    release();
    focus();
  });

  return {
    focus,
    setText,
    edit,
    release,
    reply(message) {
      release();
      aim(message);
      focus();
    },
    ask(text) {
      field.placeholder = text ?? placeholder;
    },
  };
}
