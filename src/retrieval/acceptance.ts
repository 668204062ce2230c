import type { Reading } from './reader/reading.ts';
import { spanFeatureNames } from './span-features.ts';

/** Names of the numbers that `acceptanceFeatures` gives, in order. */
export const acceptanceNames: readonly string[] = [
  'confidence',
  'expected agreement',
  'read: best span',
  'expected of sentence and span',
  ...spanFeatureNames.map((name) => `span: ${name}`),
];

export interface AcceptanceOptions {
  /** Probability that the passage answers, in [0, 1]. */
  readonly confidence: number;
  /** Token F1 to be expected of the span, should the passage answer, in [0, 1]. */
  readonly expected: number;
  readonly reading: Reading;
  /** The span's own features. */
  readonly span: Float32Array;
}

/** What tells whether a short answer is worth showing. */
export function acceptanceFeatures({ confidence, expected, reading, span }: AcceptanceOptions): Float32Array {
  const vector = new Float32Array(acceptanceNames.length);
  vector.set([confidence, expected, reading.best, confidence * expected]);
  vector.set(span, 4);
  return vector;
}
