/** A word of a passage as matching needs it. */
export interface AnalysedWord {
  readonly folded: string;
  readonly stem: string;
  readonly isFunction: boolean;
}

/** Where a key occurs in a passage, and how surely. */
export interface Occurrence {
  /** The number of the word, from 0. */
  readonly position: number;
  readonly weight: number;
}

/** Words `[first, last]` of a passage that are of some kind. */
export interface KindSpan<Kind extends string = string> {
  readonly type: Kind;
  readonly first: number;
  readonly last: number;
  /** How sure the kind is, in [0, 1]. */
  readonly strength: number;
}

/** What the index keeps of a passage that was taken apart, so that no question has to do it again. */
export interface PassageOutline {
  readonly words: readonly AnalysedWord[];
  /** What a question's terms are looked up by, in the order of their first occurrence. */
  readonly keys: ReadonlyMap<string, Occurrence>;
  readonly spans: readonly KindSpan[];
  /** Whether it goes on from a speaker named before. */
  readonly continues: boolean;
}

/** Takes passages apart for the index. */
export interface PassageAnalyser {
  /** Changes with the knowledge that the analysis draws on. */
  readonly fingerprint: string;
  analyse(text: string): PassageOutline;
}
