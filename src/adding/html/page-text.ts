import { type PageNode, parsePage } from './page.ts';

/** Elements that hold no sentence of the article: programs, forms, pictures with their captions, and what stands aside. */
const PASSED_OVER = new Set(
  (
    'SCRIPT STYLE NOSCRIPT TEMPLATE SVG MATH IFRAME OBJECT EMBED VIDEO AUDIO CANVAS PICTURE IMG FIGURE FIGCAPTION ' +
    'FORM BUTTON INPUT SELECT TEXTAREA NAV ASIDE DIALOG HEAD TITLE'
  ).split(' '),
);

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  (
    'P DIV SECTION ARTICLE MAIN HEADER FOOTER ADDRESS BLOCKQUOTE PRE HR BR UL OL LI DL DT DD TABLE CAPTION THEAD TBODY ' +
    'TFOOT TR H1 H2 H3 H4 H5 H6 BODY HTML DETAILS SUMMARY'
  ).split(' '),
);

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/** The text of an element as a reader sees it: a paragraph a line, a row of a table a line. */
export function textOf(root: PageNode): string {
  const lines: string[] = [];
  let line = '';
  const endLine = (): void => {
    const text = line.replace(/\s+/gu, ' ').trim();
    if (text !== '') lines.push(text);
    line = '';
  };
  const walk = (node: PageNode): void => {
    if (node.nodeType === TEXT_NODE) line += node.nodeValue ?? '';
    if (node.nodeType !== ELEMENT_NODE) return;
    const name = node.nodeName.toUpperCase();
    if (PASSED_OVER.has(name)) return;
    const isBlock = BLOCKS.has(name);
    if (isBlock) endLine();
    if ((name === 'TD' || name === 'TH') && line.trim() !== '') line += ' | ';
    for (const child of node.childNodes) walk(child);
    if (isBlock) endLine();
  };
  walk(root);
  endLine();
  return lines.join('\n');
}

/** The text of a fragment of HTML, all of which is the article's. */
export function textOfFragment(html: string): string {
  return textOf(parsePage(html).body);
}
