import { compileModule, growTo, type WebAssemblyMemory } from '../web-assembly.ts';
import type { Hit } from './passage-index.ts';
import type { PassageRange } from './passage-range.ts';
import type { QuantisedVectors } from './quantised-vectors.ts';
import { createTopHits } from './top-hits.ts';

/** `vector-scan.wat` as WABT's `wat2wasm` compiles it: sixteen products to an instruction's four. */
const COMPILED =
  'AGFzbQEAAAABCgFgBn9/f39/fwADAgEABQMBAAEHEQIGbWVtb3J5AgAEc2NhbgAACs4BAcsBAgJ/AnsCQANAIAFFDQH9DAAAAAAAAAAAAAAAAAAA' +
  'AAAhCP0MAAAAAAAAAAAAAAAAAAAAACEJIAAgA2ohBiACIQcDQCAIIAD9AQMAIAf9AAQA/boB/a4BIQggCSAA/QEDCCAH/QAEEP26Af2uASEJIABB' +
  'EGohACAHQSBqIQcgACAGSQ0ACyAIIAn9rgEhCCAFIAQqAgAgCP0bACAI/RsBaiAI/RsCIAj9GwNqarKUOAIAIARBBGohBCAFQQRqIQUgAUEBayEB' +
  'DAALCws=';

interface Exports {
  readonly memory: WebAssemblyMemory;
  scan(rows: number, count: number, query: number, length: number, scales: number, scores: number): void;
}
const instantiate = compileModule<Exports>(COMPILED);

/** Products are taken sixteen at a time. */
const STEP = 16;
/** The query's numbers as integers up to this: far finer than the rows', and no sum of products leaves 32 bits. */
const LARGEST_IN_QUERY = 8191;

/** Compares vectors with every one of many. */
export interface VectorScan {
  /** The `count` rows of the ranges that are most like the query, best first. */
  nearest(query: Float32Array, count: number, within: readonly PassageRange[]): Hit[];
  /** The cosine similarity of a unit vector with single rows. */
  similaritiesTo(query: Float32Array): (row: number) => number;
}

/** Takes unit vectors into a memory of its own; what they lay over may go. */
export function createVectorScan({ dimension, scales, codes }: QuantisedVectors): VectorScan {
  const { memory, scan } = instantiate();
  const count = scales.length;
  const length = STEP * Math.ceil(dimension / STEP);
  // The query lies first, then scores, scales and rows.
  const scoresStart = 2 * length;
  const scalesStart = scoresStart + 4 * count;
  const rowsStart = STEP * Math.ceil((scalesStart + 4 * count) / STEP);
  growTo(memory, rowsStart + length * count);
  const held = new Int16Array(memory.buffer, 0, length);
  const scores = new Float32Array(memory.buffer, scoresStart, count);
  new Float32Array(memory.buffer, scalesStart, count).set(scales);
  const rows = new Int8Array(memory.buffer, rowsStart, length * count);
  if (length === dimension) rows.set(codes);
  else
    for (let row = 0; row < count; row++)
      rows.set(codes.subarray(row * dimension, (row + 1) * dimension), row * length);

  let current: Int16Array | undefined;
  const compare = (query: Int16Array, first: number, rowCount: number) => {
    if (current !== query) held.set(query);
    current = query;
    scan(rowsStart + first * length, rowCount, 0, length, scalesStart + 4 * first, scoresStart + 4 * first);
  };
  return {
    nearest(vector, wanted, within) {
      const { query, scale } = integersOf(vector);
      const top = createTopHits(wanted);
      // Most rows are no match for the worst kept one, which is cheaper to see here than to offer them all.
      let worst = Number.NEGATIVE_INFINITY;
      for (const { first, end } of within) {
        compare(query, first, end - first);
        for (let row = first; row < end; row++) {
          const score = scores[row] as number;
          if (score <= worst) continue;
          top.offer(row, score);
          worst = top.worst;
        }
      }
      return top.take().map(({ passage, score }) => ({ passage, score: score * scale }));
    },
    similaritiesTo(vector) {
      const { query, scale } = integersOf(vector);
      return (row) => {
        compare(query, row, 1);
        return (scores[row] as number) * scale;
      };
    },
  };
}

function integersOf(vector: Float32Array): { readonly query: Int16Array; readonly scale: number } {
  const query = new Int16Array(STEP * Math.ceil(vector.length / STEP));
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return { query, scale: 0 };
  for (const [axis, value] of vector.entries())
    query[axis] = Math.round((value / largest) * LARGEST_IN_QUERY);
  return { query, scale: largest / LARGEST_IN_QUERY };
}
