/** @import { Entity } from './types.d.ts' */
import { create } from './dom.js';
import { labels } from './labels.js';

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

const RIGHT_TO_LEFT_MARK = '\u200f';

/**
 * The text with its entities as elements. Entities may nest and overlap: the text is cut wherever one begins or
 * ends, and every piece is wrapped in all that cover it, blocks outermost.
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
  const undirected = findUndirectedLines(text);
  const edges = ordered.flatMap(({ offset, length }) => [offset, offset + length]);
  const cuts = [...new Set([0, ...edges, ...undirected, text.length])].sort((a, b) => a - b);

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
      const { root, content = root } = wrap(entity, covered, onCommand);
      (open.at(-1)?.content ?? fragment).append(root);
      open.push({ entity, content });
    }
    const piece = text.slice(start, end);
    const mark = undirected.includes(start) ? RIGHT_TO_LEFT_MARK : '';
    // A block ends its line by itself: the line break after it would leave an empty line.
    (open.at(-1)?.content ?? fragment).append(mark + (closesBlock ? piece.replace(/^\n/u, '') : piece));
  }
  return fragment;
}

/** Where lines begin that have no direction, such as a number: browsers would take them for English. @param {string} text */
function findUndirectedLines(text) {
  const lines = [...text.matchAll(/^.+$/gmu)];
  return lines
    .filter(([line]) => !/\p{L}/u.test(line.replace(/[\u2066-\u2068].*?\u2069/gu, '')))
    .map(({ index }) => index);
}

/**
 * @param {Entity} entity
 * @param {string} covered
 * @param {(command: string) => void} onCommand
 * @returns {{ root: HTMLElement, content?: HTMLElement }} what takes the covered text: `content`, else `root`
 */
function wrap({ type, offset, url = '' }, covered, onCommand) {
  if (type === 'text_link') return link(url);
  if (type === 'url') return link(/^[a-z]+:\/\//iu.test(covered) ? covered : `https://${covered}`);
  if (type === 'mention') return link(`https://t.me/${covered.slice(1)}`);
  if (type === 'email') return link(`mailto:${covered}`);
  if (type === 'spoiler') return spoiler(offset);
  if (type === 'expandable_blockquote') return expandableQuote();
  if (type !== 'bot_command') {
    return { root: create(TAGS[/** @type {keyof typeof TAGS} */ (type)] ?? 'span', type) };
  }
  const root = create('button', 'command');
  root.addEventListener('click', () => onCommand(covered));
  return { root };
}

/** @param {string} href */
function link(href) {
  const isSafe = URL.canParse(href) && /^(?:https?|tg|mailto):$/u.test(new URL(href).protocol);
  const root = create(isSafe ? 'a' : 'span', '');
  if (isSafe) Object.assign(root, { href, target: '_blank', rel: 'noopener noreferrer' });
  return { root };
}

/** @param {number} offset by which the pieces of one that other entities cut up are found, to be shown together */
function spoiler(offset) {
  const root = create('span', 'spoiler');
  Object.assign(root, { role: 'button', tabIndex: 0, ariaLabel: labels.spoiler });
  root.dataset.spoiler = String(offset);
  const reveal = () => {
    for (const piece of root.closest('.text')?.querySelectorAll(`[data-spoiler="${offset}"]`) ?? []) {
      piece.classList.add('revealed');
      for (const attribute of ['role', 'tabindex', 'aria-label']) piece.removeAttribute(attribute);
    }
  };
  root.addEventListener('click', reveal);
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') reveal();
  });
  return { root };
}

function expandableQuote() {
  const content = create('div', 'clamped');
  const toggle = create('button', '', labels.more);
  toggle.ariaExpanded = 'false';
  toggle.addEventListener('click', () => {
    const isExpanded = !content.classList.toggle('clamped');
    toggle.ariaExpanded = String(isExpanded);
    toggle.textContent = isExpanded ? labels.less : labels.more;
  });
  new ResizeObserver(() => {
    // Letters may reach out of their line, but never by half of it.
    const isCut = content.scrollHeight > content.clientHeight + 12;
    toggle.hidden = content.classList.contains('clamped') && !isCut;
  }).observe(content);
  return { root: create('blockquote', 'expandable', content, toggle), content };
}
