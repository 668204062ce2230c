import { DamagedVectorsError } from './damaged-vectors-error.ts';

/**
 * Vectors as bytes: each number of a vector is `code · scale`. The largest code of a vector is 127, and its scale keeps its
 * length. A quarter of the size of floats; likenesses of unit vectors of 256 numbers differ by about 0.0005.
 */
export interface QuantisedVectors {
  readonly dimension: number;
  readonly scales: Float32Array;
  /** `scales.length` rows of `dimension` codes. */
  readonly codes: Int8Array;
}

const LARGEST_CODE = 127;

/** Writes a vector's codes; gives its scale, 0 for the zero vector. */
export function quantise(vector: Float32Array, codes: Int8Array): number {
  let largest = 0;
  for (let axis = 0; axis < vector.length; axis++)
    largest = Math.max(largest, Math.abs(vector[axis] as number));
  if (largest === 0) {
    codes.fill(0);
    return 0;
  }
  const factor = LARGEST_CODE / largest;
  let squares = 0;
  let squaresOfCodes = 0;
  for (let axis = 0; axis < vector.length; axis++) {
    const value = vector[axis] as number;
    const code = Math.round(value * factor);
    codes[axis] = code;
    squares += value * value;
    squaresOfCodes += code * code;
  }
  return Math.fround(Math.sqrt(squares / squaresOfCodes));
}

/** Writes one of the vectors into `target`, from its start on. */
export function copyVector(
  { dimension, scales, codes }: QuantisedVectors,
  row: number,
  target: Float32Array,
) {
  const scale = scales[row] ?? 0;
  const from = row * dimension;
  for (let axis = 0; axis < dimension; axis++) target[axis] = (codes[from + axis] as number) * scale;
}

/** Vectors that are put in one by one, in any order; those that are not are zero. */
export interface QuantisedVectorsBuilder {
  readonly vectors: QuantisedVectors;
  set(row: number, vector: Float32Array): void;
  /** Puts in vectors as they are, from a row on. */
  setQuantised(row: number, vectors: QuantisedVectors): void;
}

/** Makes room for so many vectors. */
export function createQuantisedVectors({
  dimension,
  count,
}: {
  readonly dimension: number;
  readonly count: number;
}): QuantisedVectorsBuilder {
  const scales = new Float32Array(count);
  const codes = new Int8Array(count * dimension);
  return {
    vectors: { dimension, scales, codes },
    set(row, vector) {
      if (vector.length !== dimension)
        throw new RangeError(`A vector of length ${dimension} is needed, not ${vector.length}.`);
      if (!vector.every(Number.isFinite))
        throw new RangeError('A vector holds a value that is not a finite number.');
      scales[row] = quantise(vector, codes.subarray(row * dimension, (row + 1) * dimension));
    },
    setQuantised(row, vectors) {
      scales.set(vectors.scales, row);
      codes.set(vectors.codes, row * dimension);
    },
  };
}

/** Some rows that follow one another, over the same bytes. */
export function rowsOf(vectors: QuantisedVectors, first: number, end: number): QuantisedVectors {
  const { dimension, scales, codes } = vectors;
  return {
    dimension,
    scales: scales.subarray(first, end),
    codes: codes.subarray(first * dimension, end * dimension),
  };
}

/** Layout, in the byte order of the machine: uint32 mark, version, count, dimension; the scales; the codes. */
const MARK = 0x3854_4e49;
const VERSION = 1;
const HEADER_BYTES = 16;

/** The vectors as bytes, in the parts that make them up: they may be too many to be put together in memory. */
export function encodeVectors({ dimension, scales, codes }: QuantisedVectors): Uint8Array[] {
  const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
    new Uint8Array(buffer, byteOffset, byteLength);
  return [Uint32Array.of(MARK, VERSION, scales.length, dimension), scales, codes].map(bytesOf);
}

/**
 * Reads what `encodeVectors` wrote; the vectors lie over the bytes.
 *
 * @throws {DamagedVectorsError} where they are not `count` finite vectors of that dimension.
 */
export function decodeVectors(
  source: Uint8Array,
  { count, dimension }: { readonly count: number; readonly dimension: number },
): QuantisedVectors {
  const bytes = source.byteOffset % 4 === 0 ? source : source.slice();
  if (bytes.length < HEADER_BYTES) throw new DamagedVectorsError('it is shorter than its header');
  const found = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_BYTES / 4);
  for (const [at, value] of [MARK, VERSION, count, dimension].entries()) {
    if (found[at] !== value)
      throw new DamagedVectorsError(
        `its ${['mark', 'version', 'count', 'dimension'][at]} is ${found[at]}, not ${value}`,
      );
  }
  const expected = HEADER_BYTES + count * (4 + dimension);
  if (bytes.length !== expected)
    throw new DamagedVectorsError(`it is ${bytes.length} bytes long, not ${expected}`);
  const scales = new Float32Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES, count);
  if (!scales.every((scale) => scale >= 0 && Number.isFinite(scale)))
    throw new DamagedVectorsError('a scale is no finite number above 0');
  const codes = new Int8Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES + 4 * count, count * dimension);
  return { dimension, scales, codes };
}
