import hnswlib from 'hnswlib-node';
import { LRUCache } from 'lru-cache';
import { IndexError } from './index-error.ts';
import type { Hit, VectorSearch } from './passage-index.ts';

/** Links a node keeps on each layer (`M`); hnswlib's documentation suggests 12 to 48 for data of this dimension. */
const LINKS = 32;
/** Candidates looked at while a node is added: higher finds better links and builds slower. */
const BUILD_BREADTH = 200;
/** Candidates looked at in a search at least; must not be under the number asked for. */
const SEARCH_BREADTH = 128;
const RANDOM_SEED = 2022;
/** Vectors kept at hand once they were asked for. */
const VECTORS_KEPT = 20_000;

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
  dimension,
  count,
}: {
  path: string;
  dimension: number;
  count: number;
}): Promise<VectorSearch> {
  const graph = new hnswlib.HierarchicalNSW('cosine', dimension);
  await graph.readIndex(path);
  if (graph.getCurrentCount() !== count) {
    const found = graph.getCurrentCount();
    throw new IndexError(
      'damaged',
      `${path}: ${found} vectors where ${count} belong. Rebuild the index: npm run index.`,
    );
  }
  let breadth = 0;
  // The graph hands a vector out number by number, which costs more than all that is done with it.
  const vectors = new LRUCache<number, Float32Array>({ max: VECTORS_KEPT });
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
      const known = vectors.get(passage);
      if (known) return known;
      const vector = Float32Array.from(graph.getPoint(passage));
      vectors.set(passage, vector);
      return vector;
    },
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
