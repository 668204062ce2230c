import type { Answerer } from './answering/answer.ts';
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
  /** Whether to ask a few questions of oneself first, so that the first user need not wait longer than later ones. */
  readonly warm?: boolean;
}

/** Puts an answerer on an opened store. */
export async function openAnswerer({
  store,
  embedder,
  knowledge,
  warm = true,
}: OpenAnswererOptions): Promise<Answerer> {
  const retriever = createRetriever({ store, embedder, knowledge });
  if (warm) await warmUp(retriever, store);
  return createAnswerer({ retriever, lexicon: knowledge.lexicon, multilingual: embedder.multilingual });
}
