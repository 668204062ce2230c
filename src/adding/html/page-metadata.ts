import { readDate } from '../dates.ts';
import { httpAddress, oneLine } from '../draft.ts';
import { readLinkedData } from './linked-data.ts';
import type { Page, PageElement } from './page.ts';

/** What a page says of its article outside the article's text. */
export interface PageMetadata {
  readonly title?: string | undefined;
  /** The first heading that the page shows. */
  readonly heading?: string | undefined;
  readonly publisher?: string | undefined;
  readonly published?: string | undefined;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
}

const PUBLISHED_NAMES = [
  'article:published_time',
  'og:article:published_time',
  'og:published_time',
  'datepublished',
  'parsely-pub-date',
  'publish-date',
  'publish_date',
  'publishdate',
  'pubdate',
  'publication_date',
  'article_date_original',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date',
  'date',
];

/** A date among more text than this is the text's. */
const LONGEST_BYLINE = 120;

/** Where a page shows the date of an article, the surer places first. */
const DATE_PLACES = [
  'time[itemprop="datePublished"]',
  '[itemprop="datePublished"]',
  'time[pubdate]',
  'article time',
  'main time',
  'time',
  '[class*="publish"]',
  '[class*="date"]',
  '[class*="time"]',
  '[id*="date"]',
];

/** What meta tags, JSON-LD, `<time>` and bylines of a page say; JSON-LD, written for machines, before the rest. */
export function readPageMetadata(document: Page): PageMetadata {
  const linked = readLinkedData(document);
  const tags = metaTags(document);
  const meta = (...names: string[]): string | undefined =>
    names.map((name) => tags.get(name)).find((content) => content !== undefined);
  const heading = shownText(document.querySelector('h1'));
  const publisher = linked.publisher ?? meta('og:site_name', 'publisher', 'dc.publisher', 'application-name');
  const title =
    linked.title ??
    meta('og:title', 'twitter:title', 'dc.title') ??
    shownText(document.querySelector('title')) ??
    heading;
  const declared = [linked.published, ...PUBLISHED_NAMES.map((name) => meta(name))].map(readDate);
  const canonical = document.querySelector('link[rel~="canonical"]')?.getAttribute('href');
  return {
    title: headline(title, { heading, publisher }),
    heading,
    publisher,
    published: declared.find((date) => date !== undefined) ?? shownDate(document),
    url: httpAddress(canonical ?? meta('og:url') ?? linked.url),
    language: document.documentElement.getAttribute('lang') ?? undefined,
  };
}

/** The contents of meta tags by their names in small letters; of several of one name, the first. */
function metaTags(document: Page): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const content = oneLine(element.getAttribute('content') ?? '');
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(attribute)?.toLowerCase();
      if (name !== undefined && content !== '' && !tags.has(name)) tags.set(name, content);
    }
  }
  return tags;
}

function shownText(element: PageElement | null): string | undefined {
  return oneLine(element?.textContent ?? '') || undefined;
}

function shownDate(document: Page): string | undefined {
  for (const place of DATE_PLACES) {
    for (const element of document.querySelectorAll(place)) {
      const shown = shownText(element) ?? '';
      const date =
        readDate(element.getAttribute('datetime') ?? element.getAttribute('content')) ??
        (shown.length <= LONGEST_BYLINE ? readDate(shown) : undefined);
      if (date !== undefined) return date;
    }
  }
  return undefined;
}

/** "Title | Publisher" as the title alone, which may be the page's heading. */
function headline(
  title: string | undefined,
  { heading, publisher }: Pick<PageMetadata, 'heading' | 'publisher'>,
): string | undefined {
  const [, bare, last] = /^(.+\S)\s+[|\-–—:•»]\s+(.+)$/u.exec(title ?? '') ?? [];
  return bare !== undefined && (last === publisher || bare === heading) ? bare : title;
}
