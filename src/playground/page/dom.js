/** @type {(id: string) => any} */
export const byId = (id) => document.getElementById(id);

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(string | Node)} children
 */
export function create(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** A text on one line; from right to left where it has an Arabic letter anywhere. @param {string} text */
export function createLine(text) {
  const line = create('span', 'line', text);
  line.dir = /\p{Script=Arabic}/u.test(text) ? 'rtl' : 'auto';
  return line;
}

/**
 * @param {string} text in whatever direction
 * @param {() => void} onClick
 */
export function createButton(text, onClick) {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(create('bdi', '', text));
  button.addEventListener('click', onClick);
  return button;
}

/** Rows of buttons. @param {readonly (readonly HTMLElement[])[]} rows */
export const createRows = (rows) => rows.map((row) => create('div', 'row', ...row));
