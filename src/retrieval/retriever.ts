import { isFunctionWord, isQuestionWord } from '../arabic/function-words.ts';
import { stem } from '../arabic/stem.ts';
import { splitWords } from '../arabic/words.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { PassageIndex } from '../indexing/passage-index.ts';
import { passageTerms } from '../indexing/passage-terms.ts';
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
      const byTerms = new Map(
        index.terms.search(terms, CANDIDATES).map(({ passage, score }) => [passage, score]),
      );
      const byMeaning = new Map(
        (vector ? index.vectors.nearest(vector, CANDIDATES) : []).map(({ passage, score }) => [
          passage,
          score,
        ]),
      );
      const ranked = [...new Set([...byTerms.keys(), ...byMeaning.keys()])]
        .flatMap((position) => {
          const passage = index.passages[position];
          if (!passage) return [];
          const cosine = byMeaning.get(position) ?? 0;
          const coverage = coverageOf(terms, passage.text);
          const score = (byTerms.get(position) ?? 0) + 4 * cosine;
          return [{ passage, score, logit: 5 * coverage + 4 * cosine - 4 }];
        })
        .sort((left, right) => right.score - left.score);
      const [best] = ranked;
      return { ranked, confidence: best ? 1 / (1 + Math.exp(-best.logit)) : 0 };
    },
  };

  /** The share of the question's terms that a passage holds, each weighted by how rare it is in the corpus. */
  function coverageOf(terms: readonly string[], text: string): number {
    const held = new Set(passageTerms(text));
    let sum = 0;
    let covered = 0;
    for (const term of terms) {
      const weight = Math.log(1 + index.passages.length / (0.5 + index.terms.documentFrequency(term)));
      sum += weight;
      if (held.has(term)) covered += weight;
    }
    return sum === 0 ? 0 : covered / sum;
  }
}

function questionTerms(question: string): string[] {
  return splitWords(question)
    .filter(({ folded }) => !isFunctionWord(folded) && !isQuestionWord(folded))
    .map(({ folded }) => stem(folded));
}
