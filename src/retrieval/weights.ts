import { z } from 'zod';
import { acceptanceNames } from './acceptance.ts';
import { confidenceNames } from './confidence.ts';
import { featureNames } from './features/feature-vector.ts';
import { Ensemble } from './network.ts';
import { rerankNames } from './rerank.ts';
import { spanFeatureNames } from './span-features.ts';
import { WeightsError } from './weights-error.ts';

const Part = z.object({ features: z.array(z.string()), ensemble: Ensemble });

/** What `npm run train:ranker` writes: five trained functions, each with the names of its inputs in order. */
export const RankerWeights = z.object({
  version: z.literal(1),
  /** Scores a candidate. */
  ranking: Part,
  /** Scores a candidate anew once it is read. */
  rerank: Part,
  /** The logit of the probability that the best candidate answers. */
  confidence: Part,
  /** The logit of the probability that a span is the answer. */
  spans: Part,
  /** The logit of the probability that the likeliest span is worth showing. */
  acceptance: Part,
});
export type RankerWeights = z.infer<typeof RankerWeights>;

/**
 * Checks weights as parsed from JSON.
 *
 * @throws {WeightsError} when they are malformed or were made for other features.
 */
export function readWeights(json: unknown): RankerWeights {
  const parsed = RankerWeights.safeParse(json);
  if (!parsed.success)
    throw new WeightsError(z.prettifyError(parsed.error).split('\n')[0] ?? 'they are malformed');
  checkPart('ranking', parsed.data.ranking, featureNames);
  checkPart('rerank', parsed.data.rerank, rerankNames);
  checkPart('confidence', parsed.data.confidence, confidenceNames);
  checkPart('spans', parsed.data.spans, spanFeatureNames);
  checkPart('acceptance', parsed.data.acceptance, acceptanceNames);
  return parsed.data;
}

function checkPart(
  name: string,
  { features, ensemble }: z.infer<typeof Part>,
  expected: readonly string[],
): void {
  const wrong = expected.findIndex((feature, index) => features[index] !== feature);
  if (wrong !== -1 || features.length !== expected.length) {
    throw new WeightsError(
      `the ${name} part was made for other features, from number ${wrong === -1 ? expected.length : wrong} on`,
    );
  }
  const width = features.length;
  const fits = [
    ensemble.mean,
    ensemble.deviation,
    ...ensemble.networks.flatMap(({ hidden, skip }) => [...hidden, skip]),
  ];
  const isEven = ensemble.networks.every(
    ({ hidden, hiddenBias, output }) =>
      hidden.length === hiddenBias.length && hidden.length === output.length,
  );
  if (!isEven || fits.some((row) => row.length !== width) || ensemble.deviation.some((value) => value <= 0)) {
    throw new WeightsError(`the ${name} part is not of one size`);
  }
}
