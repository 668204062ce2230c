import type { Library } from '../../src/answering/library.ts';
import type { Article } from '../../src/corpus/article.ts';

/** Articles in memory, of which none is ever found by a search. */
export function libraryOf(articles: Iterable<Article>): Library {
  const byId = new Map([...articles].map((article) => [article.id, article]));
  return {
    articles: byId,
    readArticle: async (id) => byId.get(id),
    findArticles: async () => [],
  };
}
