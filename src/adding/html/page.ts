import { parseHTML } from 'linkedom';
import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5';

/** As much of the DOM as reading an article takes; the project is compiled without the types of a browser. */
export interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<PageNode>;
}

export interface PageElement extends PageNode {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

export interface Page {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** Pages are hardly a hundred deep, and have some thousands of elements; beyond these bounds reading takes minutes. */
const DEEPEST = 400;
const MOST_ELEMENTS = 50_000;

/**
 * The DOM of a page or a fragment of one; nothing of it is run or fetched. The page is parsed twice: parse5 reads what
 * is left open or out as a browser would, and linkedom, which does not, makes the DOM of the result.
 *
 * @throws Error for a page that is larger or deeper than any.
 */
export function parsePage(html: string): Page {
  const tree = parse(html);
  checkBounds(tree);
  return parseHTML(serialize(tree)).document;
}

function checkBounds(tree: DefaultTreeAdapterTypes.ParentNode): void {
  let level = [tree];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.length;
    if (depth > DEEPEST) throw new Error(`its elements lie more than ${DEEPEST} deep`);
    if (count > MOST_ELEMENTS) throw new Error(`it has more than ${MOST_ELEMENTS} elements`);
    level = level.flatMap((parent) => parent.childNodes.filter((node) => 'childNodes' in node));
  }
}
