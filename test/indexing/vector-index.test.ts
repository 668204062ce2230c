import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createVectorIndexBuilder, readVectorIndex } from '../../src/indexing/vector-index.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const axis = (position: number) => Float32Array.from({ length: 4 }, (_, at) => (at === position ? 1 : 0));

async function fourAxes() {
  const path = join(await temporaryDirectory(), 'vectors.hnsw');
  const builder = createVectorIndexBuilder({ dimension: 4, capacity: 4 });
  for (let position = 0; position < 4; position += 1) builder.add(axis(position));
  await builder.write(path);
  return { path, bytes: await readFile(path) };
}

test('finds the nearest by cosine similarity, best first', async () => {
  const vectors = await readVectorIndex({ ...(await fourAxes()), dimension: 4, count: 4 });
  const [first, second] = vectors.nearest(Float32Array.from([0.8, 0, 0.6, 0]), 2);
  expect([first?.passage, second?.passage]).toEqual([0, 2]);
  expect(first?.score).toBeCloseTo(0.8, 5);
});

test('gives all there are where more are asked for, and none for none', async () => {
  const vectors = await readVectorIndex({ ...(await fourAxes()), dimension: 4, count: 4 });
  expect(vectors.nearest(axis(0), 1000)).toHaveLength(4);
  expect(vectors.nearest(axis(0), 0)).toEqual([]);
});

test('gives a passage’s vector back', async () => {
  const vectors = await readVectorIndex({ ...(await fourAxes()), dimension: 4, count: 4 });
  expect(vectors.vectorOf(2)).toEqual(axis(2));
});

test('refuses a file of vectors of another length, cut short, or out of order', async () => {
  const { path, bytes } = await fourAxes();
  const refusal = (damaged: Uint8Array, dimension = 4) =>
    expect(readVectorIndex({ path, bytes: damaged, dimension, count: 4 })).rejects;
  await refusal(bytes, 5).toThrow('the vectors are not of dimension 5');
  await refusal(bytes.subarray(0, 50)).toThrow('shorter than its header');
  await refusal(bytes.subarray(0, 400)).toThrow('ends before its vectors do');
  const relabelled = Buffer.from(bytes);
  const nodeBytes = Number(bytes.readBigUint64LE(24));
  relabelled.writeBigUint64LE(7n, 96 + 2 * nodeBytes - 8);
  await refusal(relabelled).toThrow('vector 1 is not in its place');
});

describe('nothing reaches the native code unchecked', () => {
  test.each([
    [Float32Array.from([1, 0, 0]), 'A vector of length 4 is needed, not 3.'],
    [Float32Array.from([1, 0, 0, Number.NaN]), 'A vector holds a value that is not a finite number.'],
  ])('the vector %o', async (vector, message) => {
    const vectors = await readVectorIndex({ ...(await fourAxes()), dimension: 4, count: 4 });
    const builder = createVectorIndexBuilder({ dimension: 4, capacity: 1 });
    expect(() => vectors.nearest(vector, 1)).toThrow(message);
    expect(() => builder.add(vector)).toThrow(message);
  });

  test.each([-1, 4, 0.5])('the passage %d', async (passage) => {
    const vectors = await readVectorIndex({ ...(await fourAxes()), dimension: 4, count: 4 });
    expect(() => vectors.vectorOf(passage)).toThrow(`There is no passage ${passage}: the index holds 4.`);
  });

  test('a graph with another count than the passages', async () => {
    const file = await fourAxes();
    await expect(readVectorIndex({ ...file, dimension: 4, count: 5 })).rejects.toThrow(
      `${file.path}: 4 vectors where 5 belong. Rebuild the index: npm run index.`,
    );
  });
});
