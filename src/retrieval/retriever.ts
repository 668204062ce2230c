import type { Embedder } from '../embedding/embedder.ts';
import type { PassageStore } from '../indexing/passage-store.ts';
import { rankableCorpus } from './corpus-view.ts';
import type { Knowledge } from './load-knowledge.ts';
import { matchedWords } from './matched-words.ts';
import type { Retrieval } from './ranked-passage.ts';
import { createRanker, type RankOptions } from './ranker.ts';

/** Finds the passages that may answer a question. */
export interface Retriever {
  retrieve(question: string, options?: RankOptions): Promise<Retrieval>;
}

export interface RetrieverOptions {
  readonly store: PassageStore;
  /** The one the passages were embedded by. */
  readonly embedder: Embedder;
  readonly knowledge: Knowledge;
}

/** Looks for candidates by terms and by meaning in one store, and ranks them. */
export function createRetriever({ store, embedder, knowledge }: RetrieverOptions): Retriever {
  const ranker = createRanker({ ...knowledge, embedder });
  const corpus = rankableCorpus(store, knowledge.lexicon);
  return {
    async retrieve(text, { within } = {}) {
      const { ranked, confidence } = await ranker.rank(text, corpus, { within });
      return {
        confidence,
        findSpan(place = 0) {
          const passage = ranked[place];
          return passage === undefined ? null : ranker.findSpan(passage, confidence);
        },
        ranked: ranked.map(({ passage, score, candidate }) => ({
          passage,
          score,
          matches: () => matchedWords(candidate.question, candidate.analysis),
        })),
      };
    },
  };
}
