import { type Ensemble, LIMIT, type Network } from '../../src/retrieval/network.ts';

/** Random numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A list of which one or more members are right; or, of length one with a target, a yes-or-no case. */
export interface Group {
  readonly inputs: readonly Float32Array[];
  /** Sum to 1 for lists; 0 or 1 for a single case. */
  readonly targets: readonly number[];
  readonly weight: number;
}

export interface TrainingOptions {
  readonly units: number;
  readonly epochs: number;
  readonly rate: number;
  /** Weight decay, for each step. */
  readonly decay: number;
  /** Share of inputs that are left out at random in each list. */
  readonly dropout: number;
  readonly networks: number;
  readonly seed: number;
  /** Lists: the softmax over a group; cases: the logistic of each. */
  readonly loss: 'list' | 'case';
}

/** Trains networks from different seeds and puts them together. */
export function trainEnsemble(groups: readonly Group[], options: TrainingOptions): Ensemble {
  const { mean, deviation } = scaleOf(groups);
  const scaled = groups.map((group) => ({
    ...group,
    inputs: group.inputs.map((input) => scaleInput(input, mean, deviation)),
  }));
  const networks = Array.from({ length: options.networks }, (_, number) =>
    trainNetwork(scaled, { ...options, seed: options.seed + 101 * number }),
  );
  return { mean, deviation, networks };
}

function scaleOf(groups: readonly Group[]): { mean: number[]; deviation: number[] } {
  const width = groups[0]?.inputs[0]?.length ?? 0;
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  let count = 0;
  for (const { inputs } of groups) {
    for (const input of inputs) {
      count += 1;
      for (let at = 0; at < width; at++) {
        const value = input[at] ?? 0;
        sums[at] = (sums[at] ?? 0) + value;
        squares[at] = (squares[at] ?? 0) + value * value;
      }
    }
  }
  const mean = Array.from(sums, (sum) => round(sum / count));
  const deviation = Array.from(squares, (sum, at) => {
    const variance = sum / count - (mean[at] ?? 0) ** 2;
    return variance < 1e-8 ? 1 : round(Math.sqrt(variance));
  });
  return { mean, deviation };
}

function scaleInput(
  input: Float32Array,
  mean: readonly number[],
  deviation: readonly number[],
): Float32Array {
  return input.map((value, at) =>
    Math.max(-LIMIT, Math.min(LIMIT, (value - (mean[at] ?? 0)) / (deviation[at] ?? 1))),
  );
}

const round = (value: number) => Number(value.toPrecision(5));

/** One network by Adam (Kingma & Ba, 2015) with decoupled weight decay and a cosine schedule; a step for each batch of groups. */
function trainNetwork(
  groups: readonly Group[],
  { units, epochs, rate, decay, dropout, seed, loss }: TrainingOptions,
): Network {
  const random = randomFrom(seed);
  const width = groups[0]?.inputs[0]?.length ?? 0;
  const skipAt = units * width;
  const biasAt = skipAt + width;
  const outputAt = biasAt + units;
  const lastAt = outputAt + units;
  const size = lastAt + 1;
  const weights = new Float64Array(size);
  for (let at = 0; at < skipAt; at++) weights[at] = (2 * random() - 1) / Math.sqrt(width);
  for (let at = outputAt; at < lastAt; at++) weights[at] = (2 * random() - 1) * 0.3;
  const gradient = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const mask = new Float64Array(width);
  const batch = 16;
  const order = [...groups.keys()];
  const steps = Math.ceil(order.length / batch) * epochs;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    for (let from = 0; from < order.length; from += batch) {
      gradient.fill(0);
      for (const index of order.slice(from, from + batch)) {
        const group = groups[index];
        if (group === undefined) continue;
        for (let at = 0; at < width; at++) mask[at] = random() < dropout ? 0 : 1 / (1 - dropout);
        addGradient(group);
      }
      step += 1;
      const speed = rate * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
      const firstScale = 1 / (1 - 0.9 ** step);
      const secondScale = 1 / (1 - 0.999 ** step);
      for (let at = 0; at < size; at++) {
        const slope = (gradient[at] as number) / batch;
        const m = 0.9 * (first[at] as number) + 0.1 * slope;
        const v = 0.999 * (second[at] as number) + 0.001 * slope * slope;
        first[at] = m;
        second[at] = v;
        const shrink = at < biasAt || (at >= outputAt && at < lastAt) ? decay * (weights[at] as number) : 0;
        weights[at] =
          (weights[at] as number) - speed * ((m * firstScale) / (Math.sqrt(v * secondScale) + 1e-8) + shrink);
      }
    }
  }

  function addGradient({ inputs, targets, weight }: Group): void {
    const activations = inputs.map(() => new Float64Array(units));
    const masked = inputs.map((input) => mask.map((factor, at) => factor * (input[at] as number)));
    const scores = masked.map((input, member) => {
      const active = activations[member] as Float64Array;
      let score = weights[lastAt] as number;
      for (let at = 0; at < width; at++) score += (weights[skipAt + at] as number) * (input[at] as number);
      for (let unit = 0; unit < units; unit++) {
        let sum = weights[biasAt + unit] as number;
        const row = unit * width;
        for (let at = 0; at < width; at++) sum += (weights[row + at] as number) * (input[at] as number);
        const value = Math.tanh(sum);
        active[unit] = value;
        score += (weights[outputAt + unit] as number) * value;
      }
      return score;
    });
    const chances = loss === 'list' ? softmax(scores) : scores.map((score) => 1 / (1 + Math.exp(-score)));
    for (const [member, input] of masked.entries()) {
      const error = weight * ((chances[member] ?? 0) - (targets[member] ?? 0));
      if (Math.abs(error) < 1e-5) continue;
      const active = activations[member] as Float64Array;
      gradient[lastAt] = (gradient[lastAt] as number) + error;
      for (let at = 0; at < width; at++)
        gradient[skipAt + at] = (gradient[skipAt + at] as number) + error * (input[at] as number);
      for (let unit = 0; unit < units; unit++) {
        const value = active[unit] as number;
        gradient[outputAt + unit] = (gradient[outputAt + unit] as number) + error * value;
        const inner = error * (weights[outputAt + unit] as number) * (1 - value * value);
        gradient[biasAt + unit] = (gradient[biasAt + unit] as number) + inner;
        const row = unit * width;
        for (let at = 0; at < width; at++)
          gradient[row + at] = (gradient[row + at] as number) + inner * (input[at] as number);
      }
    }
  }

  const take = (from: number, count: number) =>
    Array.from(weights.subarray(from, from + count), (value) => Number(value.toPrecision(4)));
  return {
    hidden: Array.from({ length: units }, (_, unit) => take(unit * width, width)),
    hiddenBias: take(biasAt, units),
    output: take(outputAt, units),
    skip: take(skipAt, width),
    bias: weights[lastAt] as number,
  };
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
