/** @import { InlineParts, InlineResults } from './types.d.ts' */
import { create, createLine } from './dom.js';
import { labels } from './labels.js';

/** Waits for a pause in the typing. */
const PAUSE_MS = 250;

/**
 * The bot's results while the visitor types `@bot query`: chosen by pointer, or by arrows and Enter. Enter sends the
 * text as it stands where none is chosen, since in a group it may be a question to the bot.
 *
 * @param {InlineParts} parts
 */
export function createInlinePanel({ field, panel, username, search, onChoose, onStart }) {
  const [status, start, list] = panel.children;
  const options = () => /** @type {HTMLElement[]} */ ([...(list?.children ?? [])]);
  /** @type {string | undefined} */
  let query;
  let timer = 0;
  let payload = '';
  let active = -1;

  /** @param {string} text */
  const say = (text) => status?.replaceChildren(text);

  /** @param {number} next -1: none */
  function activate(next) {
    active = next;
    for (const [position, option] of options().entries()) {
      option.ariaSelected = String(position === active);
      if (position === active) option.scrollIntoView({ block: 'nearest' });
    }
    field.setAttribute('aria-activedescendant', options()[active]?.id ?? '');
  }

  /** @param {InlineResults} found */
  function show({ queryId, results, button }) {
    start?.replaceChildren(button?.text ?? '');
    start?.toggleAttribute('hidden', !button);
    payload = button?.start_parameter ?? '';
    const found = results.map(({ id, title = '', description = '' }, position) => {
      const option = create('div', 'option', createLine(title), createLine(description));
      option.role = 'option';
      option.id = `inline-${position}`;
      option.addEventListener('click', () => onChoose(queryId, id));
      return option;
    });
    list?.replaceChildren(...found);
    list?.toggleAttribute('hidden', found.length === 0);
    say(found.length === 0 ? labels.noResults : labels.results);
    activate(-1);
  }

  function close() {
    clearTimeout(timer);
    query = undefined;
    panel.hidden = true;
    show({ queryId: '', results: [] });
  }

  /** @param {string} asked */
  async function ask(asked) {
    try {
      const results = await search(asked);
      if (query === asked) show(results);
    } catch {
      if (query === asked) say(labels.searchFailed);
    }
  }

  field.addEventListener('input', () => {
    const [, mention, typed] = /^(@\w+)\s+(.*)$/su.exec(field.value) ?? [];
    if (mention?.toLowerCase() !== `@${username()}`.toLowerCase()) return close();
    const asked = typed?.trim() ?? '';
    if (asked === query) return;
    query = asked;
    panel.hidden = false;
    say(labels.searching);
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS, asked);
  });
  field.addEventListener('keydown', (event) => {
    const count = options().length;
    if (panel.hidden || event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown' && count > 0) activate((active + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) activate((active <= 0 ? count : active) - 1);
    else if (event.key === 'Enter' && active >= 0) options()[active]?.click();
    else return;
    event.preventDefault();
  });
  // The field keeps the focus, and on a phone its keyboard.
  panel.addEventListener('pointerdown', (event) => event.preventDefault());
  start?.addEventListener('click', () => onStart(payload));
}
