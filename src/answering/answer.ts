import type { ArticleFilter } from './article-catalogue.ts';
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
  /** Sentences of other articles that say the same, newest first; left out where there are none. */
  readonly alsoIn?: readonly CitedPlace[];
}

/** Where a sentence stands. */
export type CitedPlace = Pick<Citation, 'article' | 'sentence' | 'start' | 'end'>;

/** A passage as ranked, whatever the outcome. */
export interface RankedCitation {
  readonly article: string;
  /** The sentence's number in its article, from 1. */
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: number;
}

/** The articles that a question named, and how many they are: none are looked at where there are none. */
export interface AnswerScope extends ArticleFilter {
  readonly articles: number;
}

/** What the bot says to one question. Serialises to the JSON of the `ask` command as it is. */
export interface Answer {
  readonly question: string;
  /**
   * What was looked up, where that is not the question as it stands: a follow-up made complete, a question without the
   * words of its scope. Empty where the question asks for nothing beside its scope.
   */
  readonly readAs?: string;
  /** The articles it was looked up in; left out where these are all. */
  readonly scope?: AnswerScope;
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
