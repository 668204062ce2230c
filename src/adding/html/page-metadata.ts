import { readDate } from '../dates.ts';
import { httpAddress, oneLine } from '../draft.ts';
import { type LinkedData, readLinkedData } from './linked-data.ts';
import type { Page } from './page.ts';

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
  'datePublished',
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
  const heading = oneLine(document.querySelector('h1')?.textContent ?? '') || undefined;
  const publisher =
    linked.publisher ?? meta(document, ['og:site_name', 'publisher', 'dc.publisher', 'application-name']);
  const title =
    linked.title ??
    meta(document, ['og:title', 'twitter:title', 'dc.title']) ??
    (oneLine(document.querySelector('title')?.textContent ?? '') || heading);
  return {
    title: headline(title, { heading, publisher }),
    heading,
    publisher,
    published: publishedDate(document, linked),
    url: httpAddress(
      document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ??
        meta(document, ['og:url']) ??
        linked.url,
    ),
    language: document.documentElement.getAttribute('lang') ?? undefined,
  };
}

function meta(document: Page, names: readonly string[]): string | undefined {
  const wanted = names.map((name) => name.toLowerCase());
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const content = oneLine(element.getAttribute('content') ?? '');
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(attribute)?.toLowerCase();
      if (name !== undefined && content !== '' && !found.has(name)) found.set(name, content);
    }
  }
  return wanted.map((name) => found.get(name)).find((content) => content !== undefined);
}

function publishedDate(document: Page, linked: LinkedData): string | undefined {
  const declared = readDate(linked.published);
  if (declared !== undefined) return declared;
  for (const name of PUBLISHED_NAMES) {
    const date = readDate(meta(document, [name]));
    if (date !== undefined) return date;
  }
  for (const place of DATE_PLACES) {
    for (const element of document.querySelectorAll(place)) {
      const shown = oneLine(element.textContent ?? '');
      const date =
        readDate(element.getAttribute('datetime') ?? element.getAttribute('content')) ??
        (shown.length <= 120 ? readDate(shown) : undefined);
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
