import { parseHTML } from 'linkedom';
import { parse, serialize } from 'parse5';

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

/**
 * The DOM of a page or a fragment of one; nothing of it is run or fetched. The page is parsed twice: parse5 reads what
 * is left open or out as a browser would, and linkedom, which does not, makes the DOM of the result.
 */
export function parsePage(html: string): Page {
  return parseHTML(serialize(parse(html))).document;
}
