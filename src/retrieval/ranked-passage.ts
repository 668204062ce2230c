import type { TextRange } from '../arabic/text-range.ts';
import type { Passage } from '../corpus/passage.ts';

/** A candidate with the ranker's score: a logit, comparable within one question. */
export interface RankedPassage {
  readonly passage: Passage;
  readonly score: number;
  /** Where the passage says what the question says: sorted, not overlapping, in UTF-16 code units of its text. */
  matches(): TextRange[];
}

/** The words of a passage that answer, with the token F1 to be expected of them, in [0, 1]. */
export interface AnswerSpan extends TextRange {
  readonly confidence: number;
}

/** What retrieval hands on: the best passages and how likely it is that the first one answers. */
export interface Retrieval {
  /** Best first. */
  readonly ranked: readonly RankedPassage[];
  /** Probability in [0, 1] that `ranked[0]` answers the question; 0 when nothing was found. */
  readonly confidence: number;
  /**
   * The likeliest short answer in `ranked[place]`, the first where left out; looked for when asked. Null where it holds
   * none, or was not read.
   */
  findSpan(place?: number): AnswerSpan | null;
}
