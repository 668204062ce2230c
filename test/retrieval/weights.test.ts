import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadKnowledge, weightsFile } from '../../src/retrieval/load-knowledge.ts';
import { createScorer } from '../../src/retrieval/network.ts';
import { readWeights } from '../../src/retrieval/weights.ts';
import { WeightsError } from '../../src/retrieval/weights-error.ts';

const bundled = () =>
  JSON.parse(readFileSync('models/isnad-ar-ranker/isnad-ar-contextual/weights.json', 'utf8'));

describe('readWeights', () => {
  const bundledFiles = ['isnad-ar-contextual', 'isnad-ar-static'].flatMap((model) =>
    [true, false].map((reads) => weightsFile(model, reads)),
  );

  it('has a file for each model of the passages, with a reader and without', async () => {
    expect(new Set(bundledFiles).size).toBe(4);
    const weightsFor = async (model: string) =>
      (await loadKnowledge({ embedder: { model }, reads: false })).weights;
    const [contextual, plain, other] = await Promise.all(
      ['isnad-ar-contextual', 'isnad-ar-static', 'owner/other'].map(weightsFor),
    );
    expect(plain).not.toEqual(contextual);
    expect(other).toEqual(contextual);
  });

  it.each(bundledFiles)('takes the bundled %s', (file) => {
    const json: unknown = JSON.parse(readFileSync(`models/isnad-ar-ranker/${file}`, 'utf8'));
    expect(readWeights(json).version).toBe(1);
  });

  it.each(['ranking', 'confidence', 'spans'] as const)(
    'refuses a %s part made for other features',
    (part) => {
      const weights = bundled();
      weights[part].features[3] = 'something else';
      expect(() => readWeights(weights)).toThrow(WeightsError);
      const shortened = bundled();
      shortened[part].features.pop();
      expect(() => readWeights(shortened)).toThrow(/made for other features/);
    },
  );

  it('refuses rows of unequal length', () => {
    const weights = bundled();
    weights.ranking.ensemble.networks[0].skip.pop();
    expect(() => readWeights(weights)).toThrow(/not of one size/);
  });

  it.each([null, {}, [], { version: 2 }, 'text'])('refuses %j', (json) => {
    expect(() => readWeights(json)).toThrow(WeightsError);
  });

  it('says how to make them again', () => {
    expect(() => readWeights({})).toThrow(/npm run train:ranker/);
  });
});

describe('createScorer', () => {
  const network = { hidden: [[1, -1]], hiddenBias: [0.5], output: [2], skip: [0.1, 0.2], bias: -1 };

  it('computes the formula', () => {
    const score = createScorer({ mean: [1, 0], deviation: [2, 1], networks: [network] });
    const [first, second] = [(3 - 1) / 2, 0.5];
    const expected = -1 + 0.1 * first + 0.2 * second + 2 * Math.tanh(first - second + 0.5);
    expect(score(Float32Array.of(3, 0.5))).toBeCloseTo(expected, 6);
  });

  it('gives the mean of its networks', () => {
    const other = { ...network, bias: 3 };
    const score = createScorer({ mean: [0, 0], deviation: [1, 1], networks: [network, other] });
    const alone = createScorer({ mean: [0, 0], deviation: [1, 1], networks: [network] });
    expect(score(Float32Array.of(1, 1))).toBeCloseTo(alone(Float32Array.of(1, 1)) + 2, 6);
  });
});
