import type { Outlines } from '../indexing/outlines.ts';
import { encodeOutlines } from '../indexing/outlines-codec.ts';

/**
 * Outlines of single passages, which share one vocabulary. One is, in little-endian order: the numbers of its words, keys
 * and spans as uint16 and 1 where it goes on from a speaker; then its columns, one after another.
 */
const HEADER_BYTES = 8;

type Column = Uint8Array | Uint16Array | Uint32Array;

/** The columns that are cut by passage, in the order they are written, with what each counts. */
const COLUMNS = {
  words: { of: 'words', Type: Uint32Array },
  keys: { of: 'keys', Type: Uint32Array },
  keyPositions: { of: 'keys', Type: Uint16Array },
  spanFirsts: { of: 'spans', Type: Uint16Array },
  spanLasts: { of: 'spans', Type: Uint16Array },
  keyWeights: { of: 'keys', Type: Uint8Array },
  spanKinds: { of: 'spans', Type: Uint8Array },
  spanStrengths: { of: 'spans', Type: Uint8Array },
} as const;
type ColumnName = keyof typeof COLUMNS;
const columnNames = Object.keys(COLUMNS) as ColumnName[];

type Counts = Readonly<Record<'words' | 'keys' | 'spans', number>>;
const nothing = { words: 0, keys: 0, spans: 0 };

/** What all outlines share: texts, words, kinds and weights. `decodeOutlines` reads it, as outlines of no passage. */
export function encodeVocabulary(outlines: Outlines): Uint8Array {
  const none = Object.fromEntries(columnNames.map((name) => [name, outlines[name].subarray(0, 0)]));
  return encodeOutlines({
    ...outlines,
    ...(none as Pick<Outlines, ColumnName>),
    wordOffsets: new Uint32Array(1),
    keyOffsets: new Uint32Array(1),
    spanOffsets: new Uint32Array(1),
    continues: new Uint8Array(),
  });
}

/** The outline of one of the passages. */
export function encodePassageOutline(outlines: Outlines, passage: number): Buffer {
  const offsets = { words: outlines.wordOffsets, keys: outlines.keyOffsets, spans: outlines.spanOffsets };
  const slices = columnNames.map((name): Column => {
    const { of } = COLUMNS[name];
    return outlines[name].subarray(offsets[of][passage], offsets[of][passage + 1]);
  });
  const header = Buffer.alloc(HEADER_BYTES);
  for (const [at, of] of (['words', 'keys', 'spans'] as const).entries())
    header.writeUInt16LE((offsets[of][passage + 1] ?? 0) - (offsets[of][passage] ?? 0), 2 * at);
  header.writeUInt16LE(outlines.continues[passage] ?? 0, 6);
  return Buffer.concat([header, ...slices.map(bytesOf)]);
}

/** Puts outlines of passages side by side; nothing is known of those that are left out. */
export function joinOutlines(vocabulary: Outlines, passages: readonly (Buffer | undefined)[]): Outlines {
  const counts = passages.map(countsOf);
  const offsets = {
    words: offsetsOf(counts, 'words'),
    keys: offsetsOf(counts, 'keys'),
    spans: offsetsOf(counts, 'spans'),
  };
  const columns = Object.fromEntries(
    columnNames.map((name) => {
      const { of, Type } = COLUMNS[name];
      return [name, new Type(offsets[of][passages.length] ?? 0)];
    }),
  ) as Record<ColumnName, Column>;
  for (const [passage, bytes] of passages.entries()) {
    if (bytes === undefined) continue;
    let from = HEADER_BYTES;
    for (const name of columnNames) {
      const { of, Type } = COLUMNS[name];
      const end = from + (counts[passage]?.[of] ?? 0) * Type.BYTES_PER_ELEMENT;
      bytesOf(columns[name]).set(
        bytes.subarray(from, end),
        (offsets[of][passage] ?? 0) * Type.BYTES_PER_ELEMENT,
      );
      from = end;
    }
  }
  return {
    ...vocabulary,
    ...(columns as Pick<Outlines, ColumnName>),
    wordOffsets: offsets.words,
    keyOffsets: offsets.keys,
    spanOffsets: offsets.spans,
    continues: Uint8Array.from(passages, (bytes) => bytes?.readUInt16LE(6) ?? 0),
  };
}

function countsOf(bytes: Buffer | undefined): Counts {
  if (bytes === undefined) return nothing;
  return { words: bytes.readUInt16LE(0), keys: bytes.readUInt16LE(2), spans: bytes.readUInt16LE(4) };
}

function offsetsOf(counts: readonly Counts[], of: keyof Counts): Uint32Array {
  const offsets = new Uint32Array(counts.length + 1);
  for (const [at, count] of counts.entries()) offsets[at + 1] = (offsets[at] ?? 0) + count[of];
  return offsets;
}

function bytesOf({ buffer, byteOffset, byteLength }: Column): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
