import { contentWords } from '../src/arabic/content-words.ts';
import { stem } from '../src/arabic/stem.ts';
import { splitWords } from '../src/arabic/words.ts';
import type { Embedder } from '../src/embedding/embedder.ts';
import type { Hit, PassageIndex } from '../src/indexing/passage-index.ts';

/** Ranks the passages of an index for a question, best first, as their texts. */
export type System = (question: string) => Promise<string[]>;

/** Passages that a system hands on. */
const DEPTH = 10;
/** Looked at by each half of the hybrid. */
const CANDIDATES = 50;
/** The constant of reciprocal rank fusion (Cormack, Clarke & Büttcher, 2009). */
const FUSION_CONSTANT = 60;

/** The systems that the ranker is compared with, each without anything learned for ranking. */
export function baselineSystems({ index, embedder }: { index: PassageIndex; embedder: Embedder }) {
  const texts = (hits: readonly Hit[]) =>
    hits.slice(0, DEPTH).map(({ passage }) => index.passages.at(passage)?.text ?? '');
  const byTerms = (question: string, count: number) => index.terms.search(contentStems(question), count);
  const byMeaning = async (question: string, count: number) => {
    const [vector] = await embedder.embed([question], 'query');
    return vector ? index.vectors.nearest(vector, count) : [];
  };
  return {
    bm25: async (question) => texts(byTerms(question, DEPTH)),
    dense: async (question) => texts(await byMeaning(question, DEPTH)),
    hybrid: async (question) =>
      texts(fuse([byTerms(question, CANDIDATES), await byMeaning(question, CANDIDATES)])),
  } satisfies Record<string, System>;
}

function contentStems(question: string): string[] {
  return contentWords(splitWords(question)).map(({ folded }) => stem(folded));
}

/** Reciprocal rank fusion: each list gives a passage `1 / (60 + rank)`. */
function fuse(lists: readonly (readonly Hit[])[]): Hit[] {
  const scores = new Map<number, number>();
  for (const list of lists) {
    for (const [rank, { passage }] of list.entries()) {
      scores.set(passage, (scores.get(passage) ?? 0) + 1 / (FUSION_CONSTANT + rank + 1));
    }
  }
  return [...scores]
    .map(([passage, score]) => ({ passage, score }))
    .sort((left, right) => right.score - left.score);
}
