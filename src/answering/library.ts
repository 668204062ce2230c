import type { Article, ArticleSummary } from '../corpus/article.ts';
import type { PassageStore } from '../indexing/passage-store.ts';
import type { ArticleCatalogue } from './article-catalogue.ts';

/** The articles answers come from: what each says of itself at hand, its text on request. */
export interface Library {
  /** By id, in reading order. */
  readonly articles: ReadonlyMap<string, ArticleSummary>;
  /** An article with its text; `undefined` where there is none of that id. */
  readArticle(id: string): Promise<Article | undefined>;
  /** The ids of the articles whose title, publisher and date hold all words of a query, the newest first. */
  findArticles(query: string): Promise<readonly string[]>;
}

/** The articles of a store. */
export function createLibrary(store: PassageStore, catalogue: ArticleCatalogue): Library {
  return {
    articles: store.articles,
    readArticle: (id) => store.readArticle(id),
    findArticles: async (query) => catalogue.find(query),
  };
}
