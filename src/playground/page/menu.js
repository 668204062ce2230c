/** @import { MenuItem } from './types.d.ts' */
import { create } from './dom.js';

/**
 * A menu that a button opens, by pointer or keyboard.
 *
 * @param {HTMLElement} button
 * @param {HTMLElement} menu
 */
export function createMenu(button, menu) {
  const items = () => /** @type {HTMLElement[]} */ ([...menu.children]);

  /** @param {boolean} isOpen */
  function toggle(isOpen) {
    menu.hidden = !isOpen;
    button.ariaExpanded = String(isOpen);
    if (isOpen) items()[0]?.focus();
  }

  button.addEventListener('click', () => toggle(menu.hidden === true));
  menu.addEventListener('keydown', (event) => {
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape') button.focus();
    else if (next !== undefined) all.at(next % all.length)?.focus();
    else return;
    event.preventDefault();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (!menu.contains(/** @type {Node | null} */ (relatedTarget))) toggle(false);
  });
  // Some browsers take the focus from the menu when a button is clicked, which would close it before.
  for (const part of [button, menu]) part.addEventListener('pointerdown', (event) => event.preventDefault());

  return {
    /** @param {readonly MenuItem[]} all */
    show(all) {
      button.hidden = all.length === 0;
      menu.replaceChildren(
        ...all.map(({ label, hint, onChoose }) => {
          const item = create('button', '', label, ...(hint ? [create('code', '', hint)] : []));
          item.role = 'menuitem';
          item.tabIndex = -1;
          item.addEventListener('click', () => {
            toggle(false);
            onChoose();
          });
          return item;
        }),
      );
    },
  };
}
