import type { PassageOutline } from './passage-analyser.ts';

/**
 * The outlines of all passages, in flat arrays: those of passage `p` lie at `[offsets[p], offsets[p + 1])` of the
 * arrays that the offsets are for. Texts, words, weights and kinds are held once and known by their places.
 */
export interface Outlines {
  /** Folded words, stems and keys, each once; and the place of each. */
  readonly texts: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  /** For each distinct word the places of its folded text and of its stem, and whether it is a function word. */
  readonly wordTexts: Uint32Array;
  readonly wordStems: Uint32Array;
  readonly isFunction: Uint8Array;
  /** The words of the passages, in reading order, by their places in the three arrays above. */
  readonly wordOffsets: Uint32Array;
  readonly words: Uint32Array;
  /** The keys of the passages, by their texts; where each occurs, and the place of its weight. */
  readonly keyOffsets: Uint32Array;
  readonly keys: Uint32Array;
  readonly keyPositions: Uint16Array;
  readonly keyWeights: Uint8Array;
  /** The spans of the passages. */
  readonly spanOffsets: Uint32Array;
  readonly spanKinds: Uint8Array;
  readonly spanFirsts: Uint16Array;
  readonly spanLasts: Uint16Array;
  readonly spanStrengths: Uint8Array;
  readonly kinds: readonly string[];
  /** The distinct weights and strengths. */
  readonly weights: Float64Array;
  /** For each passage whether it goes on from a speaker named before. */
  readonly continues: Uint8Array;
}

/** Lays the outlines of passages out in arrays. */
export function collectOutlines(passages: Iterable<PassageOutline>): Outlines {
  const texts = createNumbering<string>();
  const words = createNumbering<string>();
  const weights = createNumbering<number>();
  const kinds = createNumbering<string>();
  const columns = {
    wordTexts: createColumn(Uint32Array),
    wordStems: createColumn(Uint32Array),
    isFunction: createColumn(Uint8Array),
    wordOffsets: createColumn(Uint32Array),
    words: createColumn(Uint32Array),
    keyOffsets: createColumn(Uint32Array),
    keys: createColumn(Uint32Array),
    keyPositions: createColumn(Uint16Array),
    keyWeights: createColumn(Uint8Array),
    spanOffsets: createColumn(Uint32Array),
    spanKinds: createColumn(Uint8Array),
    spanFirsts: createColumn(Uint16Array),
    spanLasts: createColumn(Uint16Array),
    spanStrengths: createColumn(Uint8Array),
    continues: createColumn(Uint8Array),
  };
  const markOffsets = () => {
    columns.wordOffsets.push(columns.words.length);
    columns.keyOffsets.push(columns.keys.length);
    columns.spanOffsets.push(columns.spanKinds.length);
  };

  markOffsets();
  for (const outline of passages) {
    for (const { folded, stem, isFunction } of outline.words) {
      const known = words.numbers.size;
      const word = words.of(folded);
      columns.words.push(word);
      if (word < known) continue;
      columns.wordTexts.push(texts.of(folded));
      columns.wordStems.push(texts.of(stem));
      columns.isFunction.push(isFunction ? 1 : 0);
    }
    for (const [key, { position, weight }] of outline.keys) {
      columns.keys.push(texts.of(key));
      columns.keyPositions.push(position);
      columns.keyWeights.push(weights.of(weight));
    }
    for (const { type, first, last, strength } of outline.spans) {
      columns.spanKinds.push(kinds.of(type));
      columns.spanFirsts.push(first);
      columns.spanLasts.push(last);
      columns.spanStrengths.push(weights.of(strength));
    }
    columns.continues.push(outline.continues ? 1 : 0);
    markOffsets();
  }
  return {
    texts: texts.values(),
    places: texts.numbers,
    kinds: kinds.values(),
    weights: Float64Array.from(weights.values()),
    wordTexts: columns.wordTexts.values(),
    wordStems: columns.wordStems.values(),
    isFunction: columns.isFunction.values(),
    wordOffsets: columns.wordOffsets.values(),
    words: columns.words.values(),
    keyOffsets: columns.keyOffsets.values(),
    keys: columns.keys.values(),
    keyPositions: columns.keyPositions.values(),
    keyWeights: columns.keyWeights.values(),
    spanOffsets: columns.spanOffsets.values(),
    spanKinds: columns.spanKinds.values(),
    spanFirsts: columns.spanFirsts.values(),
    spanLasts: columns.spanLasts.values(),
    spanStrengths: columns.spanStrengths.values(),
    continues: columns.continues.values(),
  };
}

/** Gives each distinct value a number, from 0 in the order they are met. */
function createNumbering<Value>() {
  const numbers = new Map<Value, number>();
  return {
    numbers,
    of(value: Value): number {
      const known = numbers.get(value);
      if (known !== undefined) return known;
      const number = numbers.size;
      numbers.set(value, number);
      return number;
    },
    values: () => [...numbers.keys()],
  };
}

type UnsignedArray = Uint8Array | Uint16Array | Uint32Array;

/** An array of unsigned numbers that grows; a number that does not fit into its elements is refused. */
function createColumn<Column extends UnsignedArray>(ofSize: new (length: number) => Column) {
  let values = new ofSize(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value: number) {
      if (length === values.length) {
        const larger = new ofSize(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      if (values[length] !== value) throw new RangeError(`${value} does not fit into an outline.`);
      length += 1;
    },
    values: () => values.slice(0, length) as Column,
  };
}
