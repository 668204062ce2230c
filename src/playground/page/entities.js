// @ts-check
import { labels } from './labels.js';

/**
 * @typedef {{ type: string, offset: number, length: number, url?: string, language?: string }} Entity
 * @typedef {{ root: HTMLElement, content: HTMLElement }} Wrapper `content` takes what the entity covers.
 */

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);
const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

/**
 * The text with its entities as elements. Entities may nest and overlap: the text is cut wherever one begins or
 * ends, and every piece is wrapped in all that cover it, blocks outermost. Offsets count UTF-16 code units, as
 * JavaScript's strings do.
 *
 * @param {string} text
 * @param {readonly Entity[]} entities
 * @param {(command: string) => void} onCommand called when a command in the text is pressed
 */
export function renderText(text, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  const ordered = entities.toSorted(
    (a, b) =>
      Number(BLOCKS.has(b.type)) - Number(BLOCKS.has(a.type)) || a.offset - b.offset || b.length - a.length,
  );
  const edges = ordered.flatMap(({ offset, length }) => [offset, offset + length]);
  const cuts = [...new Set([0, ...edges, text.length])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((a, b) => a - b);

  /** @type {{ entity: Entity, content: HTMLElement }[]} */
  let open = [];
  for (const [index, start] of cuts.slice(0, -1).entries()) {
    const end = cuts[index + 1] ?? text.length;
    const covering = ordered.filter(({ offset, length }) => offset <= start && offset + length >= end);
    const shared = open.findIndex(({ entity }, depth) => covering[depth] !== entity);
    const kept = shared === -1 ? open : open.slice(0, shared);
    const closesBlock = open.slice(kept.length).some(({ entity }) => BLOCKS.has(entity.type));

    open = [...kept];
    for (const entity of covering.slice(kept.length)) {
      const covered = text.slice(entity.offset, entity.offset + entity.length);
      const { root, content } = wrapperOf(entity, covered, onCommand);
      (open.at(-1)?.content ?? fragment).append(root);
      open.push({ entity, content });
    }
    const piece = text.slice(start, end);
    // A block ends its line by itself: the line break after it would leave an empty line.
    (open.at(-1)?.content ?? fragment).append(closesBlock ? piece.replace(/^\n/u, '') : piece);
  }
  return fragment;
}

/**
 * @param {Entity} entity
 * @param {string} covered the text it covers
 * @param {(command: string) => void} onCommand
 * @returns {Wrapper}
 */
function wrapperOf(entity, covered, onCommand) {
  switch (entity.type) {
    case 'text_link':
      return link(entity.url ?? '');
    case 'url':
      return link(/^[a-z]+:\/\//iu.test(covered) ? covered : `https://${covered}`);
    case 'mention':
      return link(`https://t.me/${covered.slice(1)}`);
    case 'email':
      return link(`mailto:${covered}`);
    case 'bot_command':
      return command(covered, onCommand);
    case 'spoiler':
      return spoiler(entity);
    case 'expandable_blockquote':
      return expandableQuote();
    default:
      return element(TAGS[/** @type {keyof typeof TAGS} */ (entity.type)] ?? 'span', entity.type);
  }
}

/**
 * @param {string} tag
 * @param {string} [className]
 * @returns {Wrapper}
 */
function element(tag, className = '') {
  const root = document.createElement(tag);
  if (className !== '') root.className = className;
  return { root, content: root };
}

/** @param {string} address */
function link(address) {
  const isSafe = URL.canParse(address) && /^(?:https?|tg|mailto):$/u.test(new URL(address).protocol);
  if (!isSafe) return element('span');
  const wrapper = element('a');
  const anchor = /** @type {HTMLAnchorElement} */ (wrapper.root);
  anchor.href = address;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer';
  return wrapper;
}

/**
 * @param {string} text
 * @param {(command: string) => void} onCommand
 */
function command(text, onCommand) {
  const wrapper = element('button', 'command');
  /** @type {HTMLButtonElement} */ (wrapper.root).type = 'button';
  wrapper.root.addEventListener('click', () => onCommand(text));
  return wrapper;
}

/** @param {Entity} entity */
function spoiler(entity) {
  const { root, content } = element('span', 'spoiler');
  // The pieces of a spoiler that other entities cut up are found by this and shown together.
  root.dataset.spoiler = String(entity.offset);
  root.role = 'button';
  root.tabIndex = 0;
  root.ariaLabel = labels.spoiler;
  const reveal = () => {
    const pieces = root.closest('.text')?.querySelectorAll(`[data-spoiler="${entity.offset}"]`) ?? [];
    for (const piece of pieces) {
      piece.classList.add('revealed');
      for (const attribute of ['role', 'tabindex', 'aria-label']) piece.removeAttribute(attribute);
    }
  };
  root.addEventListener('click', reveal);
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') reveal();
  });
  return { root, content };
}

function expandableQuote() {
  const { root } = element('blockquote', 'expandable');
  const { root: content } = element('div', 'clamped');
  const toggle = document.createElement('button');
  toggle.type = 'button';
  toggle.textContent = labels.more;
  toggle.ariaExpanded = 'false';
  toggle.addEventListener('click', () => {
    const isExpanded = !content.classList.toggle('clamped');
    toggle.ariaExpanded = String(isExpanded);
    toggle.textContent = isExpanded ? labels.less : labels.more;
  });
  new ResizeObserver(() => {
    const isCut = content.scrollHeight > content.clientHeight + 1;
    toggle.hidden = content.classList.contains('clamped') && !isCut;
  }).observe(content);
  root.append(content, toggle);
  return { root, content };
}
