import { z } from 'zod';

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
  const weights = Float64Array.from(units.flatMap((unit) => unit.weights));
  const biases = Float64Array.from(units, (unit) => unit.bias);
  const outputs = Float64Array.from(units, (unit) => unit.output);
  const skip = Float64Array.from(
    mean,
    (_, input) => networks.reduce((sum, network) => sum + (network.skip[input] ?? 0), 0) / networks.length,
  );
  const bias = networks.reduce((sum, network) => sum + network.bias, 0) / networks.length;
  const means = Float64Array.from(mean);
  const scale = Float64Array.from(deviation, (value) => 1 / value);
  const scaled = new Float64Array(inputs);
  return (features) => {
    let score = bias;
    for (let input = 0; input < inputs; input++) {
      const value = ((features[input] as number) - (means[input] as number)) * (scale[input] as number);
      const limited = value > LIMIT ? LIMIT : value < -LIMIT ? -LIMIT : value;
      scaled[input] = limited;
      score += (skip[input] as number) * limited;
    }
    for (let unit = 0; unit < biases.length; unit++) {
      const sum = (biases[unit] as number) + dotRow(weights, unit * inputs, scaled);
      // The hyperbolic tangent; Math.tanh takes several times as long as Math.exp.
      score += (outputs[unit] as number) * (1 - 2 / (Math.exp(2 * sum) + 1));
    }
    return score;
  };
}

/** Four running sums, so that one addition need not wait for the last: this loop is most of what an answer costs. */
function dotRow(weights: Float64Array, from: number, inputs: Float64Array): number {
  let [sum, sum1, sum2, sum3] = [0, 0, 0, 0];
  const { length } = inputs;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    sum += (weights[from + at] as number) * (inputs[at] as number);
    sum1 += (weights[from + at + 1] as number) * (inputs[at + 1] as number);
    sum2 += (weights[from + at + 2] as number) * (inputs[at + 2] as number);
    sum3 += (weights[from + at + 3] as number) * (inputs[at + 3] as number);
  }
  for (; at < length; at++) sum += (weights[from + at] as number) * (inputs[at] as number);
  return sum + sum1 + sum2 + sum3;
}

/** Standardised inputs are cut off here: an outlier must not decide alone. */
export const LIMIT = 4;
