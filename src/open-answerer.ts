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
}

/** Puts an answerer on an opened index, warm. */
export async function openAnswerer({ index, embedder, knowledge }: OpenAnswererOptions): Promise<Answerer> {
  const retriever = createRetriever({ index, embedder, knowledge });
  await warmUp(retriever, index.passages);
  return createAnswerer({ retriever, lexicon: knowledge.lexicon, multilingual: embedder.multilingual });
}
