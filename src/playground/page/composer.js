// @ts-check

/** @typedef {import('./bubble.js').Message} Message */

/**
 * Where the visitor writes, and edits what was written.
 *
 * @param {{
 *   form: HTMLFormElement, field: HTMLTextAreaElement, button: HTMLButtonElement,
 *   editing: HTMLElement, cancelEdit: HTMLButtonElement,
 *   onSend: (text: string) => Promise<boolean>,
 *   onEdit: (message: Message, text: string) => Promise<boolean>,
 *   lastOwn: () => Message | undefined,
 * }} parts `onSend` and `onEdit` tell whether it worked; where it didn't, the text stays
 */
export function createComposer({ form, field, button, editing, cancelEdit, onSend, onEdit, lastOwn }) {
  const placeholder = field.placeholder;
  /** @type {Message | undefined} */
  let edited;
  let isBusy = false;

  function refresh() {
    button.disabled = isBusy || field.value.trim() === '';
    editing.hidden = edited === undefined;
  }

  /** @param {string} text */
  function setText(text) {
    field.value = text;
    refresh();
  }

  /** @param {Message | undefined} message */
  function edit(message) {
    edited = message;
    setText(message?.text ?? '');
    field.focus();
  }

  async function submit() {
    const text = field.value.trim();
    if (isBusy || text === '') return;
    isBusy = true;
    refresh();
    const isDone = await (edited ? onEdit(edited, text) : onSend(text));
    isBusy = false;
    // What was typed meanwhile is not thrown away.
    if (isDone && field.value.trim() === text) edit(undefined);
    else if (isDone) edited = undefined;
    refresh();
    field.focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  field.addEventListener('input', refresh);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape' && edited) {
      edit(undefined);
    } else if (event.key === 'ArrowUp' && field.value === '' && !edited) {
      const message = lastOwn();
      if (!message) return;
      event.preventDefault();
      edit(message);
    }
  });
  cancelEdit.addEventListener('click', () => edit(undefined));

  return {
    edit,
    focus: () => field.focus({ preventScroll: true }),
    /** @param {string | undefined} text what the bot asks for */
    ask(text) {
      field.placeholder = text ?? placeholder;
    },
  };
}
