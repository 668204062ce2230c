import type { Answerer } from './answering/answer.ts';
import { createAnswerer } from './answering/create-answerer.ts';
import type { Embedder } from './embedding/embedder.ts';
import { IndexError } from './indexing/index-error.ts';
import { openIndex } from './indexing/open-index.ts';
import type { PassageIndex } from './indexing/passage-index.ts';
import { loadKnowledge } from './retrieval/load-knowledge.ts';
import { createRetriever } from './retrieval/retriever.ts';

/** An index, opened, and what answers from it. */
export interface OpenedAnswerer {
  readonly answerer: Answerer;
  readonly index: PassageIndex;
}

/**
 * Opens an index and puts an answerer on it.
 *
 * @throws {IndexError} as `openIndex` does, and `stale` where the index was built with another model.
 */
export async function openAnswerer({
  directory,
  embedder,
}: {
  directory: string;
  embedder: Embedder;
}): Promise<OpenedAnswerer> {
  const index = await openIndex(directory);
  if (index.manifest.model.fingerprint !== embedder.fingerprint) {
    const built = `it was built with ${index.manifest.model.name}, and the model is ${embedder.model} now`;
    throw new IndexError(
      'stale',
      `${directory}: the index is of another model: ${built}. Rebuild it: npm run index.`,
    );
  }
  const { lexicon } = await loadKnowledge();
  const retriever = createRetriever({ index, embedder });
  return { answerer: createAnswerer({ retriever, lexicon, multilingual: embedder.multilingual }), index };
}
