import { z } from 'zod';
import { oneLine } from '../draft.ts';
import type { Page } from './page.ts';

/** What a page says of its article in JSON-LD. */
export interface LinkedData {
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  /** As the page writes it. */
  readonly published?: string | undefined;
  readonly url?: string | undefined;
}

const text = z.string().transform(oneLine).optional().catch(undefined);
const named = z
  .union([
    z.object({ name: text }).transform(({ name }) => name),
    text,
    z.array(z.unknown()).transform(firstName),
  ])
  .optional()
  .catch(undefined);

const ArticleNode = z.object({
  '@type': z.union([z.string(), z.array(z.string())]).catch(''),
  headline: text,
  datePublished: text,
  dateCreated: text,
  publisher: named,
  url: text,
});

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report)$/;

/** Reads the first node of the page's JSON-LD that is an article; what is malformed is as if it were not there. */
export function readLinkedData(document: Page): LinkedData {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    for (const node of nodesOf(parsed(script.textContent ?? ''))) {
      const article = ArticleNode.safeParse(node).data;
      if (article === undefined || ![article['@type']].flat().some((type) => ARTICLE_TYPE.test(type)))
        continue;
      const { headline: title, publisher, datePublished, dateCreated, url } = article;
      return { title, publisher, published: datePublished ?? dateCreated, url };
    }
  }
  return {};
}

/** A script holds a node, several, or a graph of them. */
function nodesOf(data: unknown): unknown[] {
  if (Array.isArray(data)) return data.flatMap(nodesOf);
  const graph = z.object({ '@graph': z.array(z.unknown()) }).safeParse(data).data?.['@graph'];
  return [data, ...(graph ?? [])];
}

function firstName(values: readonly unknown[]): string | undefined {
  return z.object({ name: text }).safeParse(values[0]).data?.name;
}

/** Line ends inside strings, which JSON forbids, are common. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/[\p{Cc}]+/gu, ' '));
  } catch {
    return undefined;
  }
}
