import { featureNames } from './features/feature-vector.ts';
import { poolFeatureNames } from './features/pool-features.ts';

/** Names of the numbers that `confidenceFeatures` gives, in order. */
export const confidenceNames: readonly string[] = [
  'best score',
  'margin',
  'lead over the mean of the next',
  'share of the best',
  'entropy',
  ...poolFeatureNames.map((name) => `pool: ${name}`),
  ...featureNames.map((name) => `best: ${name}`),
];

/**
 * What tells whether the best candidate answers: how it stands out by the ranker's scores, what all candidates
 * together hold of the question, and its own features.
 *
 * @param order positions of the candidates, best first
 */
export function confidenceFeatures(
  order: readonly number[],
  scores: readonly number[],
  features: readonly Float32Array[],
  pool: Float32Array,
): Float32Array {
  const sorted = order.map((index) => scores[index] ?? 0);
  const [best = 0, second = best - 5] = sorted;
  const next = sorted.slice(1, 6);
  const powers = sorted.map((score) => Math.exp(score - best));
  const sum = powers.reduce((total, power) => total + power, 0) || 1;
  const entropy = powers.reduce(
    (total, power) => total - (power / sum) * Math.log(Math.max(1e-9, power / sum)),
    0,
  );
  const vector = new Float32Array(confidenceNames.length);
  vector.set([
    best,
    best - second,
    best - next.reduce((total, score) => total + score, 0) / Math.max(1, next.length),
    1 / sum,
    entropy,
  ]);
  vector.set(pool, 5);
  vector.set(features[order[0] ?? -1] ?? new Float32Array(featureNames.length), 5 + pool.length);
  return vector;
}
