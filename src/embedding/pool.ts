import type { ModelProfile } from './model-profile.ts';

/** A model's last hidden state for a batch. */
export interface TokenVectors {
  /** `[texts, tokens, dimension]`, row-major. */
  readonly data: Float32Array;
  readonly texts: number;
  readonly tokens: number;
  readonly dimension: number;
  /** `[texts, tokens]`, 1 for a token and 0 for padding. */
  readonly mask: ArrayLike<bigint>;
}

/**
 * One unit vector a text: the mean of its token vectors or the first of them, divided by its Euclidean norm. A text
 * without tokens gives the zero vector.
 */
export function pool(tokens: TokenVectors, pooling: ModelProfile['pooling']): Float32Array[] {
  return Array.from({ length: tokens.texts }, (_, text) => normalise(poolOne(tokens, text, pooling)));
}

function poolOne(
  { data, tokens, dimension, mask }: TokenVectors,
  text: number,
  pooling: ModelProfile['pooling'],
) {
  const vector = new Float32Array(dimension);
  const considered = pooling === 'cls' ? 1 : tokens;
  for (let token = 0; token < considered; token += 1) {
    if (mask[text * tokens + token] === 0n) continue;
    const offset = (text * tokens + token) * dimension;
    for (let axis = 0; axis < dimension; axis += 1)
      vector[axis] = (vector[axis] ?? 0) + (data[offset + axis] ?? 0);
  }
  return vector;
}

/** Divides a vector by its Euclidean norm, in place; the mean and the sum of tokens come out the same. */
export function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return vector;
  const scale = 1 / Math.sqrt(squares);
  for (let axis = 0; axis < vector.length; axis += 1) vector[axis] = (vector[axis] ?? 0) * scale;
  return vector;
}
