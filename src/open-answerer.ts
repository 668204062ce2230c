import type { Answerer } from './answering/answer.ts';
import { type ArticleCatalogue, createArticleCatalogue } from './answering/article-catalogue.ts';
import { createAnswerer } from './answering/create-answerer.ts';
import type { Embedder } from './embedding/embedder.ts';
import type { PassageStore } from './indexing/passage-store.ts';
import type { Knowledge } from './retrieval/load-knowledge.ts';
import { createRetriever } from './retrieval/retriever.ts';
import { warmUp } from './retrieval/warm-up.ts';

export interface OpenAnswererOptions {
  readonly store: PassageStore;
  /** The one the passages were embedded by. */
  readonly embedder: Embedder;
  readonly knowledge: Knowledge;
  /** Of the store's articles; made where left out. */
  readonly catalogue?: ArticleCatalogue;
  /** What today is, for «last week». */
  readonly now?: () => Date;
  /** Whether to ask a few questions of oneself first, so that the first user need not wait longer than later ones. */
  readonly warm?: boolean;
}

/** Puts an answerer on an opened store. */
export async function openAnswerer({
  store,
  embedder,
  knowledge,
  catalogue = createArticleCatalogue({ articles: store.articles, lexicon: knowledge.lexicon }),
  now,
  warm = true,
}: OpenAnswererOptions): Promise<Answerer> {
  const retriever = createRetriever({ store, embedder, knowledge });
  if (warm) await warmUp(retriever, store);
  return createAnswerer({
    retriever,
    lexicon: knowledge.lexicon,
    catalogue,
    multilingual: embedder.multilingual,
    ...(now && { now }),
  });
}
