import type { Passage } from '../corpus/passage.ts';

/** A candidate with the ranker's score: a logit, comparable within one question and, roughly, across questions. */
export interface RankedPassage {
  readonly passage: Passage;
  readonly score: number;
}

/** What retrieval hands on: the best passages and how likely it is that the first one answers. */
export interface Retrieval {
  /** Best first. */
  readonly ranked: readonly RankedPassage[];
  /** Probability in [0, 1] that `ranked[0]` answers the question; 0 when nothing was found. */
  readonly confidence: number;
}
