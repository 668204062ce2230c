import type { Answerer } from './answering/answer.ts';
import { createAnswerer } from './answering/create-answerer.ts';
import type { Embedder } from './embedding/embedder.ts';
import type { PassageIndex } from './indexing/passage-index.ts';
import { loadKnowledge } from './retrieval/load-knowledge.ts';
import { createRetriever } from './retrieval/retriever.ts';
import { warmUp } from './retrieval/warm-up.ts';

/**
 * Puts an answerer on an opened index, warm.
 *
 * @throws {KnowledgeError} where a file of written or learned knowledge can't be used.
 */
export async function openAnswerer({
  index,
  embedder,
}: {
  index: PassageIndex;
  embedder: Embedder;
}): Promise<Answerer> {
  const knowledge = await loadKnowledge({ embedder });
  const retriever = createRetriever({ index, embedder, knowledge });
  await warmUp(retriever, index.passages);
  return createAnswerer({ retriever, lexicon: knowledge.lexicon, multilingual: embedder.multilingual });
}
