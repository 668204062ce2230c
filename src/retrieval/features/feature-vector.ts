import type { Candidate } from '../candidate.ts';
import type { FeatureGroup } from './feature.ts';
import { meaningFeatures } from './meaning-features.ts';
import { orderFeatures } from './order-features.ts';
import { questionFeatures } from './question-features.ts';
import { typeFeatures } from './type-features.ts';
import { wordFeatures } from './word-features.ts';

const perCandidate: FeatureGroup = { ...wordFeatures, ...orderFeatures, ...meaningFeatures, ...typeFeatures };
/** Also given relative to the question's other candidates. */
const compared: FeatureGroup = {
  ...wordFeatures,
  ...meaningFeatures,
  'adjacent pairs': orderFeatures['adjacent pairs'] ?? (() => 0),
  'near pairs': orderFeatures['near pairs'] ?? (() => 0),
  'loose pairs': orderFeatures['loose pairs'] ?? (() => 0),
  'type near matches': typeFeatures['type near matches'] ?? (() => 0),
};
const comparedNames = Object.keys(compared);
const candidateFeatures = Object.entries(perCandidate);
const questionEntries = Object.entries(questionFeatures);

/** Names of the features in the order of the vectors. */
export const featureNames: readonly string[] = [
  ...candidateFeatures.map(([name]) => name),
  ...comparedNames.map((name) => `${name}, standardised`),
  ...comparedNames.map((name) => `${name}, below best`),
  ...questionEntries.map(([name]) => name),
];

const comparedIndexes = comparedNames.map((name) => candidateFeatures.findIndex(([other]) => other === name));

/**
 * The feature vectors of a question's candidates, in their order. Some features are given twice more: standardised
 * over the candidates (mean 0, deviation 1), and as the distance below the best candidate.
 */
export function featureVectors(candidates: readonly Candidate[]): Float32Array[] {
  const vectors = candidates.map((candidate) => {
    const vector = new Float32Array(featureNames.length);
    for (const [index, [, feature]] of candidateFeatures.entries()) vector[index] = feature(candidate);
    const from = featureNames.length - questionEntries.length;
    for (const [index, [, feature]] of questionEntries.entries()) vector[from + index] = feature(candidate);
    return vector;
  });
  for (const [order, source] of comparedIndexes.entries()) {
    compare(
      vectors,
      source,
      candidateFeatures.length + order,
      candidateFeatures.length + comparedIndexes.length + order,
    );
  }
  return vectors;
}

function compare(
  vectors: readonly Float32Array[],
  source: number,
  standardised: number,
  belowBest: number,
): void {
  let sum = 0;
  let squares = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (const vector of vectors) {
    const value = vector[source] ?? 0;
    sum += value;
    squares += value * value;
    best = Math.max(best, value);
  }
  const mean = sum / Math.max(1, vectors.length);
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, vectors.length) - mean * mean));
  for (const vector of vectors) {
    const value = vector[source] ?? 0;
    vector[standardised] = deviation < 1e-6 ? 0 : (value - mean) / deviation;
    vector[belowBest] = value - best;
  }
}
