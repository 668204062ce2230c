import type { Answerer } from './answering/answer.ts';
import { createAnswerer } from './answering/create-answerer.ts';
import type { Embedder } from './embedding/embedder.ts';
import type { PassageIndex } from './indexing/passage-index.ts';
import type { Knowledge } from './retrieval/load-knowledge.ts';
import { createRetriever } from './retrieval/retriever.ts';
import { warmUp } from './retrieval/warm-up.ts';

export interface OpenAnswererOptions {
  readonly index: PassageIndex;
  /** The one the index was built with. */
  readonly embedder: Embedder;
  readonly knowledge: Knowledge;
  /** Whether to ask a few questions of oneself first, so that the first user need not wait longer than later ones. */
  readonly warm?: boolean;
}

/** Puts an answerer on an opened index. */
export async function openAnswerer({
  index,
  embedder,
  knowledge,
  warm = true,
}: OpenAnswererOptions): Promise<Answerer> {
  const retriever = createRetriever({ index, embedder, knowledge });
  if (warm) await warmUp(retriever, index.passages);
  return createAnswerer({ retriever, lexicon: knowledge.lexicon, multilingual: embedder.multilingual });
}
