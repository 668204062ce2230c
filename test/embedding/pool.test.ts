import { expect, test } from 'vitest';
import { pool } from '../../src/embedding/pool.ts';

const twoTexts = {
  // Two texts of two tokens of two dimensions; the second text's second token is padding.
  data: Float32Array.from([3, 0, 0, 4, 0, 2, 9, 9]),
  texts: 2,
  tokens: 2,
  dimension: 2,
  mask: [1n, 1n, 1n, 0n],
};

test('the mean leaves padding out and has norm 1', () => {
  const [first, second] = pool(twoTexts, 'mean');
  expect(first?.[0]).toBeCloseTo(0.6);
  expect(first?.[1]).toBeCloseTo(0.8);
  expect(second).toEqual(Float32Array.from([0, 1]));
});

test('cls takes the first token alone', () => {
  expect(pool(twoTexts, 'cls')).toEqual([Float32Array.from([1, 0]), Float32Array.from([0, 1])]);
});

test('a text of padding alone gives the zero vector', () => {
  expect(pool({ ...twoTexts, texts: 1, mask: [0n, 0n] }, 'mean')).toEqual([Float32Array.from([0, 0])]);
});
