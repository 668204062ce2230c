import type { Article } from '../../../../src/corpus/article.ts';

/** Sentences of one article of an edition. */
const ARTICLE_LENGTH = 20;

/** Articles that all say which edition they are of: an index that mixes two of them gives itself away. */
export function edition(number: number, articles = 2): Article[] {
  return Array.from({ length: articles }, (_, article) => ({
    id: `article-${article}`,
    title: `مقال ${article}`,
    language: 'ar',
    body: Array.from(
      { length: ARTICLE_LENGTH },
      (_, sentence) => `طبعة ${number} فيها الجملة ${sentence} من المقال ${article}.`,
    ).join('\n'),
  }));
}

/** The editions that texts name. */
export function editionsOf(texts: readonly string[]): Set<string | undefined> {
  return new Set(texts.map((text) => /طبعة (\d+)/.exec(text)?.[1]));
}
