import { type Embedder, embedderOfWords } from '../embedding/embedder.ts';
import type { StoredWordVectors } from '../indexing/passage-store.ts';
import { createWordMatrix } from './word-matrix.ts';

/** Words of a vocabulary, by their places in it. */
export interface VocabularyWords {
  readonly vocabulary: readonly string[];
  readonly placeOf: ReadonlyMap<string, number>;
  /** May name a word more than once; gone through more than once. */
  readonly places: readonly number[];
  /** Where the vectors of some of them are kept. */
  readonly stored?: StoredWordVectors | undefined;
}

/** Vectors of single words, for matching word by word. A word that is held is known by its number. */
export interface WordVectors {
  /** Looks up or embeds the words that are not held yet; the others cost a lookup, less in a vocabulary than by themselves. */
  prepare(words: Iterable<string>, more?: VocabularyWords): Promise<void>;
  /** The number of a prepared word, or -1. */
  idOf(word: string): number;
  /** Gives the numbers of prepared words by their places in a vocabulary, which must not change; -1 for the others. */
  idsOf(vocabulary: readonly string[]): (place: number) => number;
  /**
   * Makes ready to compare many words with some, all known by their numbers, until the next call: the function gives the
   * cosine similarity, in [-1, 1], of a word with each of the some; 0 where either number is -1. The array is the same
   * each time.
   */
  compareWith(some: readonly number[]): (word: number) => Float32Array;
}

const BATCH_SIZE = 256;

/** Words kept at most, about a kilobyte each. Beyond them all are forgotten: whoever asks can bring ever new ones. */
const MOST_WORDS = 100_000;

/** Keeps the unit vectors of folded words, embedded by the model of words that belongs to the corpus's. */
export function createWordVectors(textEmbedder: Embedder, { mostWords = MOST_WORDS } = {}): WordVectors {
  const embedder = embedderOfWords(textEmbedder);
  const { dimension } = embedder;
  const ids = new Map<string, number>();
  const vectors = createWordMatrix(dimension);

  // Where each vocabulary's words were found: 0, or one more than the number.
  let found = new WeakMap<readonly string[], Uint32Array>();
  const idsOf = (vocabulary: readonly string[]) => {
    const known = found.get(vocabulary) ?? new Uint32Array(vocabulary.length);
    found.set(vocabulary, known);
    return (place: number): number => {
      const at = known[place] ?? 0;
      if (at > 0) return at - 1;
      const id = ids.get(vocabulary[place] ?? '') ?? -1;
      if (id >= 0) known[place] = id + 1;
      return id;
    };
  };

  /** The words to be looked up or embedded, with their places in the vocabulary, -1 for those that it lacks. */
  const notHeld = (words: readonly string[], more: VocabularyWords | undefined): Map<string, number> => {
    const missing = new Map<string, number>();
    for (const word of words) if (!ids.has(word)) missing.set(word, more?.placeOf.get(word) ?? -1);
    if (more !== undefined) {
      const idAt = idsOf(more.vocabulary);
      for (const place of more.places) if (idAt(place) < 0) missing.set(more.vocabulary[place] ?? '', place);
    }
    return missing;
  };

  const hold = (word: string, vector: Float32Array) => {
    if (!ids.has(word)) ids.set(word, vectors.add(vector));
  };

  /** Takes the vectors that are kept, and gives the words that have none. */
  const takeStored = (missing: ReadonlyMap<string, number>, stored: StoredWordVectors): string[] => {
    const others: string[] = [];
    const vector = new Float32Array(dimension);
    for (const [word, place] of missing) {
      if (place >= 0 && stored.copy(place, vector)) hold(word, vector);
      else others.push(word);
    }
    return others;
  };

  const forget = () => {
    ids.clear();
    vectors.clear();
    found = new WeakMap();
  };

  return {
    async prepare(wanted, more) {
      const words = [...wanted];
      // Embedding takes a while, and someone else's words may have pushed these out when it is done.
      for (let missing = notHeld(words, more); missing.size > 0; missing = notHeld(words, more)) {
        if (ids.size > 0 && ids.size + missing.size > mostWords) {
          forget();
          continue;
        }
        const unknown = more?.stored ? takeStored(missing, more.stored) : [...missing.keys()];
        for (let from = 0; from < unknown.length; from += BATCH_SIZE) {
          const batch = unknown.slice(from, from + BATCH_SIZE);
          const embedded = await embedder.embed(batch, 'query');
          for (const [index, word] of batch.entries())
            hold(word, embedded[index] ?? new Float32Array(dimension));
        }
      }
    },
    idOf: (word) => ids.get(word) ?? -1,
    idsOf,
    compareWith(some) {
      vectors.hold(some);
      return (word) => {
        const similarities = vectors.compare(word);
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
