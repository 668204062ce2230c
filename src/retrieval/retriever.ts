import type { Embedder } from '../embedding/embedder.ts';
import type { PassageIndex } from '../indexing/passage-index.ts';
import { rankableCorpus } from './corpus-view.ts';
import type { Knowledge } from './load-knowledge.ts';
import { matchedWords } from './matched-words.ts';
import type { Retrieval } from './ranked-passage.ts';
import { createRanker } from './ranker.ts';

/** Finds the passages that may answer a question. */
export interface Retriever {
  retrieve(question: string): Promise<Retrieval>;
}

export interface RetrieverOptions {
  readonly index: PassageIndex;
  /** The one the index was built with. */
  readonly embedder: Embedder;
  readonly knowledge: Knowledge;
}

/** Looks for candidates by terms and by meaning in one index, and ranks them. */
export function createRetriever({ index, embedder, knowledge }: RetrieverOptions): Retriever {
  const ranker = createRanker({ ...knowledge, embedder });
  const corpus = rankableCorpus(index, knowledge.lexicon);
  return {
    async retrieve(text) {
      const { ranked, confidence } = await ranker.rank(text, corpus);
      const [first] = ranked;
      return {
        confidence,
        findSpan: () => (first === undefined ? null : ranker.findSpan(first, confidence)),
        ranked: ranked.flatMap(({ position, score, candidate }) => {
          const passage = index.passages[position];
          return passage
            ? [{ passage, score, matches: () => matchedWords(candidate.question, candidate.analysis) }]
            : [];
        }),
      };
    },
  };
}
