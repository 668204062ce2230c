import type { PreviousTurn } from './follow-up.ts';
import type { Rejection } from './question-check.ts';

/** How a question ended. */
export type Outcome = 'answered' | 'related' | 'not_found' | 'rejected';

/** One sentence of the corpus, quoted verbatim, that an answer stands on. */
export interface Citation {
  /** From 1, in the order shown. */
  readonly number: number;
  /** `Article.id`. */
  readonly article: string;
  /** The sentence's number in its article, from 1. */
  readonly sentence: number;
  /** UTF-16 offsets in the article's body. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Ranges of `text`, `[start, end)` in UTF-16 code units, to be shown in bold; sorted, not overlapping. */
  readonly highlights: readonly (readonly [start: number, end: number])[];
  readonly score: number;
}

/** A passage as ranked, whatever the outcome. */
export interface RankedCitation {
  readonly article: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: number;
}

/** What the bot says to one question. Serialises to the JSON of the `ask` command as it is. */
export interface Answer {
  readonly question: string;
  /** The complete question that a follow-up was read as; left out where the question stands alone. */
  readonly readAs?: string;
  readonly outcome: Outcome;
  /** Why the question was not looked up; only where `outcome` is `rejected`. */
  readonly rejection?: Rejection;
  /** Probability in [0, 1] that the first ranked passage answers the question. */
  readonly confidence: number;
  /** The short answer, a span of the citation it names; null where no span is sure. */
  readonly answer: { readonly text: string; readonly citation: number } | null;
  readonly citations: readonly Citation[];
  readonly ranked: readonly RankedCitation[];
  /** Wall-clock milliseconds from question to answer. */
  readonly tookMs: number;
}

/** Answers questions; all that the bot needs to know of what lies behind. */
export interface Answerer {
  answer(question: string, options?: AnswerOptions): Promise<Answer>;
}

export interface AnswerOptions {
  /** How many passages `Answer.ranked` holds at most. */
  readonly top?: number;
  /** What was asked and answered just before, for a question that leans on it. */
  readonly previous?: PreviousTurn | undefined;
}
