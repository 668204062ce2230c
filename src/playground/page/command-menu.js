// @ts-check
import { create } from './bubble.js';

/** @typedef {{ command: string, description: string }} Command */

/**
 * The bot's commands: all in a menu, and as chips at hand.
 *
 * @param {{
 *   button: HTMLButtonElement, menu: HTMLElement, chips: HTMLElement, onCommand: (command: string) => void,
 * }} parts
 */
export function createCommandMenu({ button, menu, chips, onCommand }) {
  const items = () => /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('[role=menuitem]')]);

  /** @param {boolean} isOpen */
  function toggle(isOpen) {
    menu.hidden = !isOpen;
    button.ariaExpanded = String(isOpen);
    if (isOpen) items()[0]?.focus();
  }

  button.addEventListener('click', () => toggle(menu.hidden === true));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || menu.hidden) return;
    toggle(false);
    button.focus();
  });
  document.addEventListener('click', ({ target }) => {
    const isInside = target instanceof Node && (menu.contains(target) || button.contains(target));
    if (!isInside) toggle(false);
  });
  menu.addEventListener('keydown', (event) => {
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length)?.focus();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    const leaves = relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== button;
    if (leaves) toggle(false);
  });

  /** @param {Command} command */
  function renderItem({ command, description }) {
    const item = create('button', '');
    item.role = 'menuitem';
    item.tabIndex = -1;
    const name = create('code', '', `/${command}`);
    name.dir = 'ltr';
    item.append(create('span', '', description), name);
    item.addEventListener('click', () => {
      toggle(false);
      onCommand(`/${command}`);
    });
    return item;
  }

  /** @param {Command} command */
  function renderChip({ command, description }) {
    const chip = /** @type {HTMLButtonElement} */ (create('button', 'chip', description));
    chip.type = 'button';
    chip.title = `/${command}`;
    chip.addEventListener('click', () => onCommand(`/${command}`));
    return chip;
  }

  return {
    /** @param {readonly Command[]} commands */
    show(commands) {
      button.hidden = commands.length === 0;
      chips.hidden = commands.length === 0;
      menu.replaceChildren(...commands.map(renderItem));
      chips.replaceChildren(...commands.map(renderChip));
    },
  };
}
