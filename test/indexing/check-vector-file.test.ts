import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../evaluation/seeded-random.ts';
import { checkVectorFile } from '../../src/indexing/check-vector-file.ts';
import { createVectorGraphBuilder } from '../../src/indexing/vector-graph.ts';

const DIMENSION = 4;
/** So many that the graph has several layers. */
const COUNT = 300;
const LINKS = 32;
const HEADER_BYTES = 96;
const NODE_BYTES = 4 + 8 * LINKS + 4 * DIMENSION + 8;
const ABOVE = HEADER_BYTES + COUNT * NODE_BYTES;
const shape = { dimension: DIMENSION, count: COUNT, links: LINKS };

let whole: Buffer;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  const path = join(folder, 'vectors.hnsw');
  const builder = createVectorGraphBuilder({ dimension: DIMENSION, capacity: COUNT });
  const random = seededRandom(3);
  for (let node = 0; node < COUNT; node += 1) {
    builder.add(Float32Array.from({ length: DIMENSION }, () => random() - 0.5));
  }
  await builder.write(path);
  whole = await readFile(path);
  await rm(folder, { recursive: true });
});

/** Where the first node with links above the lowest layer has them, past their length. */
function firstUpperLinks(): number {
  for (let at = ABOVE; ; at += 4) if (whole.readUInt32LE(at) > 0) return at + 4;
}

test('takes what hnswlib writes, wherever it lies in memory', () => {
  expect(() => checkVectorFile(whole, shape)).not.toThrow();
  const shifted = Buffer.concat([Buffer.alloc(1), whole]).subarray(1);
  expect(() => checkVectorFile(shifted, shape)).not.toThrow();
});

describe('refuses', () => {
  const node = (number: number) => HEADER_BYTES + number * NODE_BYTES;
  test.each<[string, (bytes: Buffer) => void, string]>([
    [
      'another capacity',
      (bytes) => bytes.writeBigUInt64LE(1n << 40n, 8),
      'its capacity is 1099511627776, not 300',
    ],
    ['another count', (bytes) => bytes.writeBigUInt64LE(299n, 16), 'its count is 299, not 300'],
    ['more links than fit', (bytes) => bytes.writeUInt32LE(65, node(7)), 'a node has 65 links where 64 fit'],
    ['a node marked as deleted', (bytes) => bytes.writeUInt8(1, node(7) + 2), 'links where 64 fit'],
    ['a link to nowhere', (bytes) => bytes.writeUInt32LE(COUNT, node(7) + 4), 'a link leads to node 300'],
    ['a link above a node’s layers', linkUpwards, 'above its layers'],
    [
      'a vector that is none',
      (bytes) => bytes.writeFloatLE(Number.NaN, node(7) + 4 + 8 * LINKS),
      'not a finite number',
    ],
    [
      'a label that is not its own',
      (bytes) => bytes.writeUInt32LE(8, node(8) - 8),
      'node 7 has another label',
    ],
    [
      'half a list of links',
      (bytes) => bytes.writeUInt32LE(5, ABOVE),
      'the links of node 0 are 5 bytes long',
    ],
    ['a start that is not there', (bytes) => bytes.writeUInt32LE(COUNT, 52), 'its search starts'],
    ['a start on a lower layer', (bytes) => bytes.writeInt32LE(9, 48), 'its search starts'],
    ['no number for the levels', (bytes) => bytes.writeDoubleLE(Number.NaN, 80), 'level factor'],
  ])('%s', (_, damage, reason) => {
    const bytes = Buffer.from(whole);
    damage(bytes);
    expect(() => checkVectorFile(bytes, shape)).toThrow(reason);
  });

  function linkUpwards(bytes: Buffer): void {
    const at = firstUpperLinks();
    const lowest = Array.from({ length: COUNT }, (_, number) => number).find(
      (number) => number > 0 && isOnLowestLayerOnly(number),
    );
    bytes.writeUInt32LE(1, at);
    bytes.writeUInt32LE(lowest ?? 0, at + 4);
  }

  test.each([0, 95, 96, 1000])('all but %d bytes', (length) => {
    expect(() => checkVectorFile(whole.subarray(0, length), shape)).toThrow(
      'The vector index is damaged: it',
    );
  });

  test('a byte too many or too few', () => {
    expect(() => checkVectorFile(Buffer.concat([whole, Buffer.alloc(1)]), shape)).toThrow('bytes long, not');
    expect(() => checkVectorFile(whole.subarray(0, -1), shape)).toThrow(
      'it ends before the links of node 299',
    );
  });
});

function isOnLowestLayerOnly(wanted: number): boolean {
  let at = ABOVE;
  for (let node = 0; node < wanted; node += 1) at += 4 + whole.readUInt32LE(at);
  return whole.readUInt32LE(at) === 0;
}
