import { createArticleCatalogue } from '../../src/answering/article-catalogue.ts';
import type { ArticleSummary } from '../../src/corpus/article.ts';
import { lexicon } from '../retrieval/knowledge.ts';

/** The catalogue of some articles, each of one passage. */
export function catalogueOf(articles: readonly ArticleSummary[]) {
  const stored = articles.map((article, position) => ({ ...article, first: position, end: position + 1 }));
  return createArticleCatalogue({ articles: new Map(stored.map((each) => [each.id, each])), lexicon });
}
