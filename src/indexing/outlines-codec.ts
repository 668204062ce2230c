import { DamagedOutlinesError } from './damaged-outlines-error.ts';
import type { Outlines } from './outlines.ts';

/**
 * Layout, in the byte order of the machine: four uint32 (mark, version, number of columns, 0), a uint32 for each column's
 * length in elements, then the columns, each from a multiple of eight bytes on, so that they are read where they lie.
 * Texts and kinds are in UTF-8, one a line.
 */
const MARK = 0x4e4c_544f;
const VERSION = 1;
const HEADER_BYTES = 16;
const ALIGNMENT = 8;

const columns = {
  texts: Uint8Array,
  kinds: Uint8Array,
  weights: Float64Array,
  wordTexts: Uint32Array,
  wordStems: Uint32Array,
  isFunction: Uint8Array,
  wordOffsets: Uint32Array,
  words: Uint32Array,
  keyOffsets: Uint32Array,
  keys: Uint32Array,
  keyPositions: Uint16Array,
  keyWeights: Uint8Array,
  spanOffsets: Uint32Array,
  spanKinds: Uint8Array,
  spanFirsts: Uint16Array,
  spanLasts: Uint16Array,
  spanStrengths: Uint8Array,
  continues: Uint8Array,
} as const;
type ColumnName = keyof typeof columns;
type StoredColumns = Record<'texts' | 'kinds', Uint8Array> & Omit<Outlines, 'texts' | 'kinds' | 'places'>;
const columnNames = Object.keys(columns) as ColumnName[];

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
const DATA_START = aligned(HEADER_BYTES + 4 * columnNames.length);

/** Writes outlines as bytes. */
export function encodeOutlines(outlines: Outlines): Uint8Array {
  const stored: StoredColumns = {
    ...outlines,
    texts: encodeLines(outlines.texts),
    kinds: encodeLines(outlines.kinds),
  };
  const total = columnNames.reduce((sum, name) => sum + aligned(stored[name].byteLength), DATA_START);
  const bytes = new Uint8Array(total);
  const header = new Uint32Array(bytes.buffer, 0, DATA_START / 4);
  header.set([MARK, VERSION, columnNames.length, 0, ...columnNames.map((name) => stored[name].length)]);
  let at = DATA_START;
  for (const name of columnNames) {
    const { buffer, byteOffset, byteLength } = stored[name];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes;
}

function encodeLines(lines: readonly string[]): Uint8Array {
  const broken = lines.find((line) => line.includes('\n'));
  if (broken !== undefined) throw new RangeError(`${JSON.stringify(broken)} is no text of one line.`);
  return new TextEncoder().encode(lines.join('\n'));
}

/**
 * Reads what `encodeOutlines` wrote, and checks it: sizes, order and bounds. The arrays lie over the bytes, which must
 * not be changed afterwards.
 *
 * @throws {DamagedOutlinesError} at the first thing that can't be.
 */
export function decodeOutlines(source: Uint8Array): Outlines {
  if (source.length < DATA_START) throw new DamagedOutlinesError('they are shorter than their header');
  const bytes = source.byteOffset % ALIGNMENT === 0 ? source : source.slice();
  const [mark, version, count, , ...lengths] = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    DATA_START / 4,
  );
  if (mark !== MARK) throw new DamagedOutlinesError('they are not outlines written on such a machine');
  if (version !== VERSION || count !== columnNames.length)
    throw new DamagedOutlinesError(`they are of version ${version}, not ${VERSION}`);
  const sizes = columnNames.map((name, index) => (lengths[index] ?? 0) * columns[name].BYTES_PER_ELEMENT);
  const expected = sizes.reduce((sum, size) => sum + aligned(size), DATA_START);
  if (bytes.length !== expected)
    throw new DamagedOutlinesError(`they are ${bytes.length} bytes long, not ${expected}`);

  let at = DATA_START;
  const stored = Object.fromEntries(
    columnNames.map((name, index) => {
      const column = new columns[name](
        bytes.buffer as ArrayBuffer,
        bytes.byteOffset + at,
        lengths[index] ?? 0,
      );
      at += aligned(sizes[index] ?? 0);
      return [name, column];
    }),
  ) as StoredColumns;
  const texts = decodeLines(stored.texts);
  const outlines: Outlines = {
    ...stored,
    texts,
    places: new Map(texts.map((text, place) => [text, place])),
    kinds: decodeLines(stored.kinds),
  };
  checkOutlines(outlines);
  return outlines;
}

function decodeLines(bytes: Uint8Array): string[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return text === '' ? [] : text.split('\n');
}

function checkOutlines(outlines: Outlines): void {
  const { texts, kinds, weights, wordTexts, wordStems, isFunction, wordOffsets, words, continues } = outlines;
  const { keyOffsets, keys, keyPositions, keyWeights } = outlines;
  const { spanOffsets, spanKinds, spanFirsts, spanLasts, spanStrengths } = outlines;
  const passages = continues.length;
  if (outlines.places.size !== texts.length) throw new DamagedOutlinesError('a text occurs twice');
  checkLengths('words', wordTexts.length, [wordStems, isFunction]);
  checkLengths('keys', keys.length, [keyPositions, keyWeights]);
  checkLengths('spans', spanKinds.length, [spanFirsts, spanLasts, spanStrengths]);
  checkOffsets('words', wordOffsets, passages, words.length);
  checkOffsets('keys', keyOffsets, passages, keys.length);
  checkOffsets('spans', spanOffsets, passages, spanKinds.length);
  checkBelow('word', words, wordTexts.length);
  checkBelow('text of a word', wordTexts, texts.length);
  checkBelow('stem', wordStems, texts.length);
  checkBelow('key', keys, texts.length);
  checkBelow('weight', keyWeights, weights.length);
  checkBelow('kind', spanKinds, kinds.length);
  checkBelow('strength', spanStrengths, weights.length);
  for (let passage = 0; passage < passages; passage++) {
    const length = (wordOffsets[passage + 1] ?? 0) - (wordOffsets[passage] ?? 0);
    const keysEnd = keyOffsets[passage + 1] ?? 0;
    for (let at = keyOffsets[passage] ?? 0; at < keysEnd; at++) {
      if ((keyPositions[at] ?? 0) >= length)
        throw new DamagedOutlinesError(`a key of passage ${passage} stands outside of it`);
    }
    const spansEnd = spanOffsets[passage + 1] ?? 0;
    for (let at = spanOffsets[passage] ?? 0; at < spansEnd; at++) {
      if ((spanFirsts[at] ?? 0) > (spanLasts[at] ?? 0) || (spanLasts[at] ?? 0) >= length)
        throw new DamagedOutlinesError(`a span of passage ${passage} stands outside of it`);
    }
  }
}

function checkLengths(what: string, length: number, others: readonly { readonly length: number }[]): void {
  if (others.some((other) => other.length !== length))
    throw new DamagedOutlinesError(`the columns of their ${what} differ in length`);
}

function checkOffsets(what: string, offsets: Uint32Array, passages: number, total: number): void {
  if (offsets.length !== passages + 1 || offsets[0] !== 0 || offsets[passages] !== total)
    throw new DamagedOutlinesError(`the offsets of their ${what} do not span them`);
  for (let passage = 0; passage < passages; passage++) {
    if ((offsets[passage] ?? 0) > (offsets[passage + 1] ?? 0))
      throw new DamagedOutlinesError(`the offsets of their ${what} are out of order`);
  }
}

function checkBelow(what: string, values: Uint8Array | Uint32Array, bound: number): void {
  for (let at = 0; at < values.length; at++) {
    if ((values[at] ?? 0) >= bound) throw new DamagedOutlinesError(`a ${what} is not there`);
  }
}
