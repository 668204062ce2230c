import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  createVectorGraphBuilder,
  readVectorGraph,
  resumeVectorGraph,
} from '../../src/indexing/vector-graph.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const axis = (position: number) => Float32Array.from({ length: 4 }, (_, at) => (at === position ? 1 : 0));

async function fourAxes() {
  const path = join(await temporaryDirectory(), 'vectors.hnsw');
  const builder = createVectorGraphBuilder({ dimension: 4, capacity: 4 });
  for (let position = 0; position < 4; position += 1) builder.add(axis(position));
  await builder.write(path);
  return { path, bytes: await readFile(path), dimension: 4, count: 4 };
}

test('finds the nearest by cosine similarity, best first', async () => {
  const vectors = await readVectorGraph(await fourAxes());
  const [first, second] = vectors.nearest(Float32Array.from([0.8, 0, 0.6, 0]), 2);
  expect([first?.passage, second?.passage]).toEqual([0, 2]);
  expect(first?.score).toBeCloseTo(0.8, 5);
});

test('gives all there are where more are asked for, and none for none', async () => {
  const vectors = await readVectorGraph(await fourAxes());
  expect(vectors.nearest(axis(0), 1000)).toHaveLength(4);
  expect(vectors.nearest(axis(0), 0)).toEqual([]);
});

test('refuses a file of vectors of another length, cut short, or out of order', async () => {
  const { path, bytes } = await fourAxes();
  const refusal = (damaged: Uint8Array, dimension = 4) =>
    expect(readVectorGraph({ path, bytes: damaged, dimension, count: 4 })).rejects;
  await refusal(bytes, 5).toThrow('its nodeBytes is 284, not 288');
  await refusal(bytes.subarray(0, 50)).toThrow('it is shorter than its header');
  await refusal(bytes.subarray(0, 400)).toThrow('it ends before the links of node 0');
  const relabelled = Buffer.from(bytes);
  const nodeBytes = Number(bytes.readBigUint64LE(24));
  relabelled.writeBigUint64LE(7n, 96 + 2 * nodeBytes - 8);
  await refusal(relabelled).toThrow('node 1 has another label than its place');
});

test('a graph written before it is whole can be gone on with', async () => {
  const path = join(await temporaryDirectory(), 'half.hnsw');
  const half = createVectorGraphBuilder({ dimension: 4, capacity: 4 });
  half.add(axis(0));
  half.add(axis(1));
  await half.write(path);
  const resumed = await resumeVectorGraph({ path, count: 2, dimension: 4, capacity: 4 });
  expect(resumed.count).toBe(2);
  resumed.add(axis(2));
  resumed.add(axis(3));
  expect(() => resumed.add(axis(0))).toThrow('The graph holds 4 vectors only.');
  const whole = `${path}.whole`;
  await resumed.write(whole);
  const graph = await readVectorGraph({ path: whole, bytes: await readFile(whole), dimension: 4, count: 4 });
  for (const position of [0, 1, 2, 3]) expect(graph.nearest(axis(position), 1)[0]?.passage).toBe(position);
  await expect(resumeVectorGraph({ path, count: 3, dimension: 4, capacity: 4 })).rejects.toThrow(
    'its count is 2, not 3',
  );
});

describe('nothing reaches the native code unchecked', () => {
  test.each([
    [Float32Array.from([1, 0, 0]), 'A vector of length 4 is needed, not 3.'],
    [Float32Array.from([1, 0, 0, 0, 0]), 'A vector of length 4 is needed, not 5.'],
    [Float32Array.from([1, 0, 0, Number.NaN]), 'A vector holds a value that is not a finite number.'],
    [Float32Array.from([1, 0, 0, Infinity]), 'A vector holds a value that is not a finite number.'],
    [[1, 0, 0, 0] as unknown as Float32Array, 'A vector must be a Float32Array.'],
  ])('the vector %o', async (vector, message) => {
    const vectors = await readVectorGraph(await fourAxes());
    const builder = createVectorGraphBuilder({ dimension: 4, capacity: 1 });
    expect(() => vectors.nearest(vector, 1)).toThrow(message);
    expect(() => builder.add(vector)).toThrow(message);
  });

  test.each([0.5, Number.NaN, Infinity])('a wish for %d passages', async (wanted) => {
    const vectors = await readVectorGraph(await fourAxes());
    expect(() => vectors.nearest(axis(0), wanted)).toThrow(
      `A whole number of passages is needed, not ${wanted}.`,
    );
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 32])('the number %d', async (value) => {
    const message = `must be a whole number from 1 to 4294967295, not ${value}.`;
    expect(() => createVectorGraphBuilder({ dimension: value, capacity: 4 })).toThrow(
      `The dimension ${message}`,
    );
    expect(() => createVectorGraphBuilder({ dimension: 4, capacity: value })).toThrow(
      `The capacity ${message}`,
    );
    const file = await fourAxes();
    await expect(readVectorGraph({ ...file, dimension: value })).rejects.toThrow(`The dimension ${message}`);
    await expect(readVectorGraph({ ...file, count: value })).rejects.toThrow(`The count ${message}`);
  });

  test('more vectors than there is room for', () => {
    const builder = createVectorGraphBuilder({ dimension: 4, capacity: 2 });
    builder.add(axis(0));
    builder.add(axis(1));
    expect(() => builder.add(axis(2))).toThrow('The graph holds 2 vectors only.');
  });

  test.each(['', 'vectors\0.hnsw'])('the path %j', async (path) => {
    const builder = createVectorGraphBuilder({ dimension: 4, capacity: 1 });
    builder.add(axis(0));
    await expect(builder.write(path)).rejects.toThrow(`${JSON.stringify(path)} is no path of a file.`);
    const file = await fourAxes();
    await expect(readVectorGraph({ ...file, path })).rejects.toThrow('is no path of a file.');
  });

  test.each([
    ['another count than the passages', { count: 5 }, 'its capacity is 4, not 5'],
    ['another dimension than the model', { dimension: 8 }, 'its nodeBytes is 284, not 300'],
  ])('a graph of %s', async (_, wrong, reason) => {
    const file = await fourAxes();
    await expect(readVectorGraph({ ...file, ...wrong })).rejects.toThrow(
      `The vector index is damaged: ${reason}. Build the index again with "npm run index -- --force".`,
    );
  });
});

test('a graph that can’t be written is noticed', async () => {
  const builder = createVectorGraphBuilder({ dimension: 4, capacity: 1 });
  builder.add(axis(0));
  await expect(builder.write(join(await temporaryDirectory(), 'missing', 'vectors.hnsw'))).rejects.toThrow(
    'ENOENT',
  );
});
