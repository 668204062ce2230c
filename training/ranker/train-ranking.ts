import { createScorer, type Ensemble, type Scorer } from '../../src/retrieval/network.ts';
import type { Example } from './examples.ts';
import { type Group, randomFrom, trainEnsemble } from './network.ts';

/** Hidden units beat a linear model in cross-validation over articles; the rest was set once and not searched. */
const OPTIONS = {
  units: 12,
  epochs: 12,
  rate: 0.004,
  decay: 0.02,
  dropout: 0.1,
  networks: 4,
  seed: 1,
  loss: 'list',
} as const;
/** The wrong candidates of a question that are learned from: the likeliest by words and meaning. */
const WRONG_CANDIDATES = 16;

/** Trains the function that scores candidates. */
export function trainRanking(examples: readonly Example[], networks: number = OPTIONS.networks): Ensemble {
  return trainEnsemble(rankingGroups(examples), { ...OPTIONS, networks });
}

function rankingGroups(examples: readonly Example[]): Group[] {
  const random = randomFrom(3);
  return examples.flatMap(({ features, hits, deprived }) => {
    const right = [...hits.keys()].filter((index) => hits[index]);
    if (deprived || right.length === 0) return [];
    const hardness = new Map(
      [...hits.keys()].map((index) => [index, roughScore(features[index]) + random()]),
    );
    const wrong = [...hits.keys()]
      .filter((index) => !hits[index])
      .sort((left, other) => (hardness.get(other) ?? 0) - (hardness.get(left) ?? 0))
      .slice(0, WRONG_CANDIDATES);
    const inputs = [...right, ...wrong].flatMap((index) => features[index] ?? []);
    return [
      { inputs, targets: inputs.map((_, index) => (index < right.length ? 1 / right.length : 0)), weight: 1 },
    ];
  });
}

const roughScore = (features: Float32Array | undefined) => (features?.[2] ?? 0) + 0.8 * (features?.[3] ?? 0);

/** A ranked example: its candidates' order, best first, and their scores. */
export interface RankedExample {
  readonly example: Example;
  readonly scores: readonly number[];
  readonly order: readonly number[];
}

/** Ranks examples with a trained function. */
export function rankExamples(examples: readonly Example[], ensemble: Ensemble): RankedExample[] {
  const score: Scorer = createScorer(ensemble);
  return examples.map((example) => {
    const scores = example.features.map(score);
    const order = [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0));
    return { example, scores, order };
  });
}

/** Shares of the answerable questions whose first, or one of whose first three, candidates is right. */
export function rankingFigures(ranked: readonly RankedExample[]): {
  count: number;
  hit1: number;
  hit3: number;
} {
  const answerable = ranked.filter(({ example }) => example.question.answerable && !example.deprived);
  const share = (most: number) =>
    answerable.filter(({ example, order }) => order.slice(0, most).some((index) => example.hits[index]))
      .length / answerable.length;
  return { count: answerable.length, hit1: share(1), hit3: share(3) };
}
