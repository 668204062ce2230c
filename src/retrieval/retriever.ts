import { isFunctionWord, isQuestionWord } from '../arabic/function-words.ts';
import { stem } from '../arabic/stem.ts';
import { splitWords } from '../arabic/words.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { Hit, PassageIndex } from '../indexing/passage-index.ts';
import type { Retrieval } from './ranked-passage.ts';

/** Finds the passages that may answer a question. */
export interface Retriever {
  retrieve(question: string): Promise<Retrieval>;
}

/** Candidates taken from each of the two searches. */
const CANDIDATES = 40;

export function createRetriever({ index, embedder }: { index: PassageIndex; embedder: Embedder }): Retriever {
  return {
    async retrieve(question) {
      const terms = questionTerms(question);
      const [vector] = await embedder.embed([question], 'query');
      const byTerms = index.terms.search(terms, CANDIDATES);
      const byMeaning = vector ? index.vectors.nearest(vector, CANDIDATES) : [];
      const scores = new Map<number, number>();
      add(scores, byTerms, 1);
      add(scores, byMeaning, 4);
      const ranked = [...scores]
        .sort(([, left], [, right]) => right - left)
        .flatMap(([position, score]) => {
          const passage = index.passages[position];
          return passage ? [{ passage, score }] : [];
        });
      const best = ranked[0]?.score ?? 0;
      return { ranked, confidence: 1 / (1 + Math.exp(-(best - 5))) };
    },
  };
}

function questionTerms(question: string): string[] {
  return splitWords(question)
    .filter(({ folded }) => !isFunctionWord(folded) && !isQuestionWord(folded))
    .map(({ folded }) => stem(folded));
}

function add(scores: Map<number, number>, hits: readonly Hit[], weight: number): void {
  for (const { passage, score } of hits) scores.set(passage, (scores.get(passage) ?? 0) + weight * score);
}
