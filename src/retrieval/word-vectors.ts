import type { Embedder } from '../embedding/embedder.ts';
import { createRowProducts } from './row-products.ts';

/** Vectors of single words, for matching word by word. */
export interface WordVectors {
  /** Embeds the words that are not held yet; the others cost a lookup. */
  prepare(words: Iterable<string>): Promise<void>;
  /** The place of a prepared word, or -1. */
  idOf(word: string): number;
  /** Writes a prepared word's vector into `target` from `at` on; leaves it as it is where the word is unknown. */
  copy(word: string, target: Float32Array, at: number): void;
  /**
   * Makes ready to compare many words with some, all known by their places, until the next call: the function gives the
   * cosine similarity, in [-1, 1], of a word with each of the some; 0 where either place is -1. The array is the same
   * each time.
   */
  compareWith(some: readonly number[]): (word: number) => Float64Array;
}

const FIRST_CAPACITY = 1024;
const BATCH_SIZE = 256;

/** Words kept at most, about a kilobyte each. Beyond them all are forgotten: whoever asks can bring ever new ones. */
const MOST_WORDS = 100_000;

/** Keeps the unit vectors of folded words, embedded by the model the corpus is embedded by. */
export function createWordVectors(embedder: Embedder, { mostWords = MOST_WORDS } = {}): WordVectors {
  const { dimension } = embedder;
  const ids = new Map<string, number>();
  let vectors = new Float32Array(FIRST_CAPACITY * dimension);
  const rows = createRowProducts(dimension);

  const store = (word: string, vector: Float32Array) => {
    const id = ids.size;
    if ((id + 1) * dimension > vectors.length) {
      const larger = new Float32Array(2 * vectors.length);
      larger.set(vectors);
      vectors = larger;
    }
    vectors.set(vector, id * dimension);
    ids.set(word, id);
  };

  return {
    async prepare(words) {
      const wanted = [...new Set(words)];
      if (ids.size + wanted.length > mostWords) ids.clear();
      const missing = wanted.filter((word) => !ids.has(word));
      for (let from = 0; from < missing.length; from += BATCH_SIZE) {
        const batch = missing.slice(from, from + BATCH_SIZE);
        const embedded = await embedder.embed(batch, 'query');
        for (const [index, word] of batch.entries()) {
          const vector = embedded[index];
          if (vector !== undefined && !ids.has(word)) store(word, vector);
        }
      }
    },
    idOf: (word) => ids.get(word) ?? -1,
    copy(word, target, at) {
      const id = ids.get(word);
      if (id !== undefined) target.set(vectors.subarray(id * dimension, (id + 1) * dimension), at);
    },
    compareWith(some) {
      rows.load(
        some.map((id) => vectors.subarray(Math.max(0, id) * dimension, (Math.max(0, id) + 1) * dimension)),
      );
      const { vector } = rows;
      return (word) => {
        const from = Math.max(0, word) * dimension;
        for (let axis = 0; axis < dimension; axis++) vector[axis] = vectors[from + axis] as number;
        const similarities = rows.multiply();
        for (let index = 0; index < some.length; index++) {
          const id = some[index] as number;
          if (word < 0 || id < 0) similarities[index] = 0;
          else if (id === word) similarities[index] = 1;
        }
        return similarities;
      };
    },
  };
}
