import { z } from 'zod';
import { createRowProducts } from './row-products.ts';

/**
 * A network with one hidden layer beside a linear part:
 * `score = bias + skip · x + output · tanh(hidden x + hiddenBias)`, where `x` is the input less `mean` over `deviation`.
 * `hidden` holds a row of input weights for each unit.
 */
export const Network = z.object({
  hidden: z.array(z.array(z.number())),
  hiddenBias: z.array(z.number()),
  output: z.array(z.number()),
  skip: z.array(z.number()),
  bias: z.number(),
});
export type Network = z.infer<typeof Network>;

/** Networks that were trained apart and vote, with the inputs' common scale. */
export const Ensemble = z.object({
  mean: z.array(z.number()),
  deviation: z.array(z.number()),
  networks: z.array(Network).min(1),
});
export type Ensemble = z.infer<typeof Ensemble>;

/** A function of a feature vector. */
export type Scorer = (features: Float32Array) => number;

/** Lays an ensemble's weights out for speed; the score is the mean of its networks'. */
export function createScorer({ mean, deviation, networks }: Ensemble): Scorer {
  const inputs = mean.length;
  const units = networks.flatMap(({ hidden, hiddenBias, output }) =>
    hidden.map((weights, unit) => ({
      weights,
      bias: hiddenBias[unit] ?? 0,
      output: (output[unit] ?? 0) / networks.length,
    })),
  );
  const rows = createRowProducts(
    inputs,
    units.map(({ weights }) => weights),
  );
  const scaled = rows.vector;
  const biases = Float64Array.from(units, (unit) => unit.bias);
  const outputs = Float64Array.from(units, (unit) => unit.output);
  const skip = Float64Array.from(
    mean,
    (_, input) => networks.reduce((sum, network) => sum + (network.skip[input] ?? 0), 0) / networks.length,
  );
  const bias = networks.reduce((sum, network) => sum + network.bias, 0) / networks.length;
  const means = Float64Array.from(mean);
  const scale = Float64Array.from(deviation, (value) => 1 / value);
  return (features) => {
    let score = bias;
    for (let input = 0; input < inputs; input++) {
      const value = ((features[input] as number) - (means[input] as number)) * (scale[input] as number);
      const limited = value > LIMIT ? LIMIT : value < -LIMIT ? -LIMIT : value;
      scaled[input] = limited;
      score += (skip[input] as number) * limited;
    }
    const sums = rows.multiply();
    for (let unit = 0; unit < biases.length; unit++) {
      const sum = (biases[unit] as number) + (sums[unit] as number);
      // The hyperbolic tangent; Math.tanh takes several times as long as Math.exp.
      score += (outputs[unit] as number) * (1 - 2 / (Math.exp(2 * sum) + 1));
    }
    return score;
  };
}

/** Standardised inputs are cut off here: an outlier must not decide alone. */
export const LIMIT = 4;
