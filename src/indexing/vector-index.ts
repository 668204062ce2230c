import hnswlib from 'hnswlib-node';
import { IndexError } from './index-error.ts';
import type { Hit, VectorSearch } from './passage-index.ts';

/** Links a node keeps on each layer (`M`); hnswlib's documentation suggests 12 to 48 for data of this dimension. */
const LINKS = 32;
/** Candidates looked at while a node is added: higher finds better links and builds slower. */
const BUILD_BREADTH = 200;
/** Candidates looked at in a search at least; must not be under the number asked for. */
const SEARCH_BREADTH = 128;
const RANDOM_SEED = 2022;

/**
 * Where hnswlib's file has what is needed here, in bytes: in the header, little-endian uint64; then the nodes, each with
 * its vector as float32 and its label as uint64.
 */
const FILE = { count: 16, nodeBytes: 24, labelOffset: 32, vectorOffset: 40, nodes: 96 } as const;

/** An HNSW graph under construction. */
export interface VectorIndexBuilder {
  /** Adds the unit vector of the next passage; the zero vector is kept too, and is near to nothing. */
  add(vector: Float32Array): void;
  write(path: string): Promise<void>;
}

/** Starts an HNSW graph (cosine) for exactly `capacity` vectors of length `dimension`. */
export function createVectorIndexBuilder({
  dimension,
  capacity,
}: {
  dimension: number;
  capacity: number;
}): VectorIndexBuilder {
  const graph = new hnswlib.HierarchicalNSW('cosine', dimension);
  graph.initIndex(capacity, LINKS, BUILD_BREADTH, RANDOM_SEED);
  return {
    add(vector) {
      assertVector(vector, dimension);
      graph.addPoint(Array.from(vector), graph.getCurrentCount());
    },
    async write(path) {
      await graph.writeIndex(path);
    },
  };
}

/**
 * Reads a graph back. Its bytes must have been verified: the native reader does not survive a damaged file.
 *
 * @throws {IndexError} `damaged` where it does not hold `count` vectors.
 */
export async function readVectorIndex({
  path,
  bytes,
  dimension,
  count,
}: {
  path: string;
  /** What the file holds; kept, and not to be changed. */
  bytes: Uint8Array;
  dimension: number;
  count: number;
}): Promise<VectorSearch> {
  const vectorOf = readVectors({ path, bytes, dimension, count });
  const graph = new hnswlib.HierarchicalNSW('cosine', dimension);
  await graph.readIndex(path);
  let breadth = 0;
  return {
    dimension,
    nearest(query, wanted) {
      assertVector(query, dimension);
      const size = Math.min(wanted, count);
      if (size < 1) return [];
      if (breadth < Math.max(size, SEARCH_BREADTH)) {
        breadth = Math.max(size, SEARCH_BREADTH);
        graph.setEf(breadth);
      }
      const { neighbors, distances } = graph.searchKnn(Array.from(query), size);
      return neighbors.map((passage, rank): Hit => ({ passage, score: 1 - (distances[rank] ?? 1) }));
    },
    vectorOf(passage) {
      if (!Number.isInteger(passage) || passage < 0 || passage >= count) {
        throw new RangeError(`There is no passage ${passage}: the index holds ${count}.`);
      }
      return vectorOf(passage);
    },
  };
}

/**
 * The vectors, where they lie in the file's bytes: the graph hands them out number by number, which takes longer than
 * all that is done with one.
 */
function readVectors({ path, bytes, dimension, count }: Parameters<typeof readVectorIndex>[0]) {
  const whole = bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const damaged = (reason: string) =>
    new IndexError('damaged', `${path}: ${reason}. Rebuild the index: npm run index.`);
  const field = (at: number) => Number(view.getBigUint64(at, true));
  if (whole.length < FILE.nodes) throw damaged('the file is shorter than its header');
  const [nodeBytes, labelOffset, vectorOffset] = [
    field(FILE.nodeBytes),
    field(FILE.labelOffset),
    field(FILE.vectorOffset),
  ];
  if (labelOffset !== vectorOffset + 4 * dimension || nodeBytes !== labelOffset + 8 || nodeBytes % 4 !== 0)
    throw damaged(`the vectors are not of dimension ${dimension}`);
  if (field(FILE.count) !== count) throw damaged(`${field(FILE.count)} vectors where ${count} belong`);
  if (whole.length < FILE.nodes + count * nodeBytes) throw damaged('the file ends before its vectors do');
  for (let passage = 0; passage < count; passage++) {
    if (field(FILE.nodes + passage * nodeBytes + labelOffset) !== passage)
      throw damaged(`vector ${passage} is not in its place`);
  }
  const floats = new Float32Array(whole.buffer, whole.byteOffset, Math.floor(whole.length / 4));
  return (passage: number): Float32Array => {
    const from = (FILE.nodes + passage * nodeBytes + vectorOffset) / 4;
    return floats.subarray(from, from + dimension);
  };
}

/** hnswlib takes a wrong length and NaN in silence, and answers nonsense from then on. */
function assertVector(vector: Float32Array, dimension: number): void {
  if (vector.length !== dimension) {
    throw new RangeError(`A vector of length ${dimension} is needed, not ${vector.length}.`);
  }
  if (!vector.every(Number.isFinite))
    throw new RangeError('A vector holds a value that is not a finite number.');
}
