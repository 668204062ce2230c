import type { Outcome } from '../answering/answer.ts';

/** Who said something, where. Kept as hashes only. */
export interface Origin {
  readonly chat: number;
  readonly user: number;
}

/** A question as it was asked and answered. */
export interface AskedQuestion extends Origin {
  readonly question: string;
  readonly outcome: Outcome;
  /** The sentence that was offered first; left out where none was. */
  readonly sentence?: { readonly article: string; readonly number: number; readonly text: string };
}

export interface Vote extends Origin {
  /** What `recordQuestion` gave. */
  readonly record: number;
  readonly liked: boolean;
}

/** A kept question, without who asked it. */
export interface KeptQuestion {
  readonly question: string;
  readonly outcome: Outcome;
  readonly likes: number;
  readonly dislikes: number;
  /** `null` where nothing was offered. */
  readonly article: string | null;
  readonly sentence: number | null;
  readonly sentenceText: string | null;
}

/** What was asked in a span of time. */
export interface FeedbackSummary {
  /** Different people who asked. */
  readonly askers: number;
  /** Oldest first. */
  readonly questions: readonly KeptQuestion[];
}

/** Keeps what people asked and thought of the answers, for a set time. Asynchronous, since a database may be far away. */
export interface FeedbackStore {
  /** @returns the number by which votes name the question. */
  recordQuestion(question: AskedQuestion): Promise<number>;
  /**
   * A second vote of the same person takes the place of the first.
   *
   * @returns `unknown` where the question is not kept any more, `repeated` where the vote was the same before.
   */
  recordVote(vote: Vote): Promise<'recorded' | 'repeated' | 'unknown'>;
  /** Forgets what was asked in a chat, or, with a user, by that user there. */
  forget(origin: { readonly chat: number; readonly user?: number }): Promise<void>;
  /** What was asked in the last so many days. */
  summary(options: { readonly days: number }): Promise<FeedbackSummary>;
  close(): Promise<void>;
}
