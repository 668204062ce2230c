import { readFile } from 'node:fs/promises';
import hnswlib from 'hnswlib-node';
import { checkVectorFile, type VectorFileShape, vectorFileLayout } from './check-vector-file.ts';
import { DamagedVectorsError } from './damaged-vectors-error.ts';
import { IndexError } from './index-error.ts';
import type { Hit, VectorSearch } from './passage-index.ts';
import { countPassages, findRange, positionsIn } from './passage-range.ts';
import { createTopHits } from './top-hits.ts';

/** Links a node keeps on each layer (`M`); hnswlib's documentation suggests 12 to 48 for data of this dimension. */
const LINKS = 32;
/** Candidates looked at while a node is added: higher finds better links and builds slower. */
const BUILD_BREADTH = 200;
/** Candidates looked at in a search at least; must not be under the number asked for. */
const SEARCH_BREADTH = 128;
const RANDOM_SEED = 2022;

/** Of so few passages each is compared: a search of the graph that may keep so few of what it meets takes longer. */
const MOST_COMPARED = 5000;

/** The native side counts in uint32. */
const MOST = 2 ** 32 - 1;

/** An HNSW graph under construction. */
export interface VectorIndexBuilder {
  /** Adds the unit vector of the next passage; the zero vector is kept too, and is near to nothing. */
  add(vector: Float32Array): void;
  /**
   * Writes the graph to a new file and makes sure that it is there whole: the native writer says nothing of a full disk.
   *
   * @throws {IndexError} `unwritable` where it is not.
   */
  write(path: string): Promise<void>;
}

/**
 * Starts an HNSW graph (cosine) for exactly `capacity` vectors of length `dimension`.
 *
 * @throws {RangeError} where either is not a whole number above 0, and later at a vector that does not fit.
 */
export function createVectorIndexBuilder({
  dimension,
  capacity,
}: {
  dimension: number;
  capacity: number;
}): VectorIndexBuilder {
  assertWhole('The dimension', dimension);
  assertWhole('The capacity', capacity);
  const graph = new hnswlib.HierarchicalNSW('cosine', dimension);
  graph.initIndex(capacity, LINKS, BUILD_BREADTH, RANDOM_SEED);
  return {
    add(vector) {
      assertVector(vector, dimension);
      if (graph.getCurrentCount() === capacity)
        throw new RangeError(`The graph holds ${capacity} vectors only.`);
      graph.addPoint(Array.from(vector), graph.getCurrentCount());
    },
    async write(path) {
      const count = graph.getCurrentCount();
      if (count !== capacity) throw new RangeError(`The graph holds ${count} vectors, not ${capacity} yet.`);
      assertPath(path);
      await graph.writeIndex(path);
      await assertWritten(path, { dimension, count, links: LINKS });
    },
  };
}

/**
 * Reads a graph back, having made sure of its bytes: the native reader does not survive a damaged file.
 *
 * @throws {DamagedVectorsError} where it is not a whole graph of `count` vectors.
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
  assertWhole('The dimension', dimension);
  assertWhole('The count', count);
  assertPath(path);
  checkVectorFile(bytes, { dimension, count, links: LINKS });
  const vectorOf = createVectorReader({ bytes, dimension });
  const graph = new hnswlib.HierarchicalNSW('cosine', dimension);
  await graph.readIndex(path);
  let breadth = 0;
  return {
    dimension,
    nearest(query, wanted, within) {
      assertVector(query, dimension);
      if (!Number.isInteger(wanted))
        throw new RangeError(`A whole number of passages is needed, not ${wanted}.`);
      const size = Math.min(wanted, within === undefined ? count : countPassages(within));
      if (size < 1) return [];
      if (within !== undefined && countPassages(within) <= MOST_COMPARED)
        return nearestOf(positionsIn(within), query, size, vectorOf);
      if (breadth < Math.max(size, SEARCH_BREADTH)) {
        breadth = Math.max(size, SEARCH_BREADTH);
        graph.setEf(breadth);
      }
      const accepts = within && ((position: number) => findRange(within, position) >= 0);
      const { neighbors, distances } = graph.searchKnn(Array.from(query), size, accepts);
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

/** Compares the query with every one of some passages. */
function nearestOf(
  positions: readonly number[],
  query: Float32Array,
  count: number,
  vectorOf: (passage: number) => Float32Array,
): Hit[] {
  const top = createTopHits(count);
  for (const position of positions) {
    const vector = vectorOf(position);
    let score = 0;
    for (let axis = 0; axis < vector.length; axis++)
      score += (vector[axis] as number) * (query[axis] as number);
    top.offer(position, score);
  }
  return top.take();
}

/**
 * Reads the vectors where they lie in the bytes of a checked file: the graph hands them out number by number, which takes
 * longer than all that is done with one.
 */
function createVectorReader({ bytes, dimension }: { bytes: Uint8Array; dimension: number }) {
  const aligned = bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  const floats = new Float32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.length / 4));
  const { firstVector, nodeBytes } = vectorFileLayout({ dimension, links: LINKS });
  return (passage: number): Float32Array => {
    const from = (firstVector + passage * nodeBytes) / Float32Array.BYTES_PER_ELEMENT;
    return floats.subarray(from, from + dimension);
  };
}

async function assertWritten(path: string, shape: VectorFileShape): Promise<void> {
  try {
    checkVectorFile(await readFile(path), shape);
  } catch (cause) {
    if (!(cause instanceof DamagedVectorsError)) throw cause;
    const message = `${path}: the vectors were not written whole. Free some space, or set INDEX_DIR.`;
    throw new IndexError('unwritable', message, { cause });
  }
}

function assertWhole(what: string, value: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= MOST) return;
  throw new RangeError(`${what} must be a whole number from 1 to ${MOST}, not ${value}.`);
}

/** The native side takes a path up to its first zero character. */
function assertPath(path: string): void {
  if (path === '' || path.includes('\0'))
    throw new RangeError(`${JSON.stringify(path)} is no path of a file.`);
}

/** hnswlib takes a wrong length and NaN in silence, and answers nonsense from then on. */
function assertVector(vector: Float32Array, dimension: number): void {
  if (!(vector instanceof Float32Array)) throw new TypeError('A vector must be a Float32Array.');
  if (vector.length !== dimension) {
    throw new RangeError(`A vector of length ${dimension} is needed, not ${vector.length}.`);
  }
  if (!vector.every(Number.isFinite))
    throw new RangeError('A vector holds a value that is not a finite number.');
}
