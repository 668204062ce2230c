import type { Embedder } from '../embedding/embedder.ts';

/** Vectors of single words, for matching word by word. */
export interface WordVectors {
  /** Embeds the words that are not held yet; the others cost a lookup. */
  prepare(words: Iterable<string>): Promise<void>;
  /** The place of a prepared word, or -1. */
  idOf(word: string): number;
  /** Writes a prepared word's vector into `target` from `at` on; leaves it as it is where the word is unknown. */
  copy(word: string, target: Float32Array, at: number): void;
  /** Cosine similarity of two prepared words by their places, in [-1, 1]; 0 where either is -1. */
  similarity(first: number, second: number): number;
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
    similarity(first, second) {
      if (first < 0 || second < 0) return 0;
      if (first === second) return 1;
      return dotAt(vectors, first * dimension, second * dimension, dimension);
    },
  };
}

/** Four running sums, so that one addition need not wait for the last: this loop is most of the ranker's time. */
function dotAt(values: Float32Array, first: number, second: number, length: number): number {
  let [sum, sum1, sum2, sum3] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < length; at += 4) {
    sum += (values[first + at] as number) * (values[second + at] as number);
    sum1 += (values[first + at + 1] as number) * (values[second + at + 1] as number);
    sum2 += (values[first + at + 2] as number) * (values[second + at + 2] as number);
    sum3 += (values[first + at + 3] as number) * (values[second + at + 3] as number);
  }
  for (; at < length; at++) sum += (values[first + at] as number) * (values[second + at] as number);
  return sum + sum1 + sum2 + sum3;
}
