import hnswlib from 'hnswlib-node';
import { checkVectorFile, type VectorFileShape } from './check-vector-file.ts';
import { DamagedVectorsError } from './damaged-vectors-error.ts';
import { IndexError } from './index-error.ts';
import type { Hit } from './passage-index.ts';
import { readWhole } from './read-whole.ts';

/** Links a node keeps on each layer (`M`); hnswlib's documentation suggests 12 to 48 for data of this dimension. */
const LINKS = 32;
/** Candidates looked at while a node is added: higher finds better links and builds slower. */
const BUILD_BREADTH = 200;
/** Candidates looked at in a search at least; must not be under the number asked for. */
const SEARCH_BREADTH = 1024;
const RANDOM_SEED = 2022;

/** The native side counts in uint32. */
const MOST = 2 ** 32 - 1;

/** An HNSW graph under construction. */
export interface VectorGraphBuilder {
  /** How many vectors were added. */
  readonly count: number;
  /** Adds the unit vector of the next passage; the zero vector is kept too, and is near to nothing. */
  add(vector: Float32Array): void;
  /**
   * Writes the graph as far as it is to a new file and makes sure that it is there whole: the native writer says nothing of
   * a full disk.
   *
   * @throws {IndexError} `unwritable` where it is not.
   */
  write(path: string): Promise<void>;
}

export interface VectorGraphShape {
  readonly dimension: number;
  /** How many vectors there will be. */
  readonly capacity: number;
}

/**
 * Starts an HNSW graph (cosine) for `capacity` vectors of length `dimension`.
 *
 * @throws {RangeError} where either is not a whole number above 0, and later at a vector that does not fit.
 */
export function createVectorGraphBuilder({ dimension, capacity }: VectorGraphShape): VectorGraphBuilder {
  assertWhole('The dimension', dimension);
  assertWhole('The capacity', capacity);
  const graph = new hnswlib.HierarchicalNSW('cosine', dimension);
  graph.initIndex(capacity, LINKS, BUILD_BREADTH, RANDOM_SEED);
  return builderOf(graph, { dimension, capacity });
}

/**
 * Goes on with a graph that was written before it held all of its vectors.
 *
 * @throws {DamagedVectorsError} where the file is not a graph of `count` vectors with room for `capacity`.
 */
export async function resumeVectorGraph({
  path,
  count,
  dimension,
  capacity,
}: VectorGraphShape & { readonly path: string; readonly count: number }): Promise<VectorGraphBuilder> {
  assertPath(path);
  checkVectorFile(await readWhole(path), { dimension, count, capacity, links: LINKS });
  const graph = new hnswlib.HierarchicalNSW('cosine', dimension);
  await graph.readIndex(path);
  return builderOf(graph, { dimension, capacity });
}

function builderOf(
  graph: hnswlib.HierarchicalNSW,
  { dimension, capacity }: VectorGraphShape,
): VectorGraphBuilder {
  return {
    get count() {
      return graph.getCurrentCount();
    },
    add(vector) {
      assertVector(vector, dimension);
      if (graph.getCurrentCount() === capacity)
        throw new RangeError(`The graph holds ${capacity} vectors only.`);
      graph.addPoint(Array.from(vector), graph.getCurrentCount());
    },
    async write(path) {
      assertPath(path);
      await graph.writeIndex(path);
      await assertWritten(path, { dimension, count: graph.getCurrentCount(), capacity, links: LINKS });
    },
  };
}

/** An HNSW graph that is searched: approximately, and faster than by looking at every vector where there are very many. */
export interface VectorGraph {
  /** The `count` nearest by cosine similarity of those that are accepted, best first; fewer when the graph holds fewer. */
  nearest(query: Float32Array, count: number, accepts?: (passage: number) => boolean): Hit[];
}

/**
 * Reads a graph back, having made sure of its bytes: the native reader does not survive a damaged file.
 *
 * @throws {DamagedVectorsError} where it is not a whole graph of `count` vectors.
 */
export async function readVectorGraph({
  path,
  bytes,
  dimension,
  count,
}: {
  path: string;
  /** What the file holds. */
  bytes: Uint8Array;
  dimension: number;
  count: number;
}): Promise<VectorGraph> {
  assertWhole('The dimension', dimension);
  assertWhole('The count', count);
  assertPath(path);
  checkVectorFile(bytes, { dimension, count, links: LINKS });
  const graph = new hnswlib.HierarchicalNSW('cosine', dimension);
  await graph.readIndex(path);
  let breadth = 0;
  return {
    nearest(query, wanted, accepts) {
      assertVector(query, dimension);
      assertWanted(wanted);
      const size = Math.min(wanted, count);
      if (size < 1) return [];
      if (breadth < Math.max(size, SEARCH_BREADTH)) {
        breadth = Math.max(size, SEARCH_BREADTH);
        graph.setEf(breadth);
      }
      const { neighbors, distances } = graph.searchKnn(Array.from(query), size, accepts);
      return neighbors.map((passage, rank): Hit => ({ passage, score: 1 - (distances[rank] ?? 1) }));
    },
  };
}

async function assertWritten(path: string, shape: VectorFileShape): Promise<void> {
  try {
    checkVectorFile(await readWhole(path), shape);
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

export function assertWanted(wanted: number): void {
  if (!Number.isInteger(wanted)) throw new RangeError(`A whole number of passages is needed, not ${wanted}.`);
}

/** hnswlib takes a wrong length and NaN in silence, and answers nonsense from then on. */
export function assertVector(vector: Float32Array, dimension: number): void {
  if (!(vector instanceof Float32Array)) throw new TypeError('A vector must be a Float32Array.');
  if (vector.length !== dimension) {
    throw new RangeError(`A vector of length ${dimension} is needed, not ${vector.length}.`);
  }
  if (!vector.every(Number.isFinite))
    throw new RangeError('A vector holds a value that is not a finite number.');
}
