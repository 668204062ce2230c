/** Whether a text asks or is asked about: some models want a different prefix for each. */
export type TextRole = 'query' | 'passage';

/** Turns texts into unit vectors. */
export interface Embedder {
  /** The model's name, for people. */
  readonly model: string;
  /** Changes whenever the vectors might: an index built under another fingerprint is stale. */
  readonly fingerprint: string;
  /** Length of every vector. */
  readonly dimension: number;
  /** Whether it also understands questions in other languages than Arabic. */
  readonly multilingual: boolean;
  /**
   * One vector a text, in order, each of length `dimension` and Euclidean norm 1. A text without a single
   * letter or digit gives the zero vector.
   */
  embed(texts: readonly string[], role: TextRole): Promise<Float32Array[]>;
  /**
   * The one that embeds single words, where that is another: a model that reads words in their context says little of one
   * without any, and takes long over it. This one's fingerprint stands for both.
   */
  readonly words?: Embedder;
  /** Frees the model, and that of the words. Safe to call twice. */
  close(): Promise<void>;
}

/** The embedder of single words that belongs to an embedder of texts: another, or itself. */
export function embedderOfWords(embedder: Embedder): Embedder {
  return embedder.words ?? embedder;
}
