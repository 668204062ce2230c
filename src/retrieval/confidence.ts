import { featureNames } from './features/feature-vector.ts';
import { poolFeatureNames } from './features/pool-features.ts';
import type { Reading } from './reader/reading.ts';

/** Stands for the reading of other candidates where there are none. */
const NOWHERE = -6;

/** Names of the numbers that `confidenceFeatures` gives, in order. */
export const confidenceNames: readonly string[] = [
  'best score',
  'margin',
  'lead over the mean of the next',
  'share of the best',
  'entropy',
  'read: here',
  'read: here elsewhere',
  'read: best span',
  ...poolFeatureNames.map((name) => `pool: ${name}`),
  ...featureNames.map((name) => `best: ${name}`),
];

export interface ConfidenceOptions {
  /** Indexes of the candidates, best first. */
  readonly order: readonly number[];
  /** By the candidates' index, as the features are. */
  readonly scores: readonly number[];
  readonly features: readonly Float32Array[];
  /** What the candidates hold together. */
  readonly pool: Float32Array;
  /** Of the candidates that were read, by their index. */
  readonly readings: ReadonlyMap<number, Reading>;
}

/**
 * What tells whether the best candidate answers: how it stands out by the ranker's scores, what the reader makes of it,
 * what all candidates together hold of the question, and its own features.
 */
export function confidenceFeatures({
  order,
  scores,
  features,
  pool,
  readings,
}: ConfidenceOptions): Float32Array {
  const sorted = order.map((index) => scores[index] ?? 0);
  const [best = 0, second = best - 5] = sorted;
  const next = sorted.slice(1, 6);
  const powers = sorted.map((score) => Math.exp(score - best));
  const sum = powers.reduce((total, power) => total + power, 0) || 1;
  const entropy = powers.reduce(
    (total, power) => total - (power / sum) * Math.log(Math.max(1e-9, power / sum)),
    0,
  );
  const own = readings.get(order[0] ?? -1);
  const others = [...readings.values()].filter((reading) => reading !== own);
  const vector = new Float32Array(confidenceNames.length);
  vector.set([
    best,
    best - second,
    best - next.reduce((total, score) => total + score, 0) / Math.max(1, next.length),
    1 / sum,
    entropy,
    own?.here ?? 0,
    Math.max(...others.map(({ here }) => here), NOWHERE),
    own?.best ?? 0,
  ]);
  vector.set(pool, 8);
  vector.set(features[order[0] ?? -1] ?? new Float32Array(featureNames.length), 8 + pool.length);
  return vector;
}
