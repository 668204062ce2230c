import { compileModule, growTo, type WebAssemblyMemory } from '../web-assembly.ts';

/** `word-matrix.wat` as WABT's `wat2wasm` compiles it: four products to an instruction. */
const COMPILED =
  'AGFzbQEAAAABCQFgBX9/f39/AAMCAQAFAwEAAQcUAgZtZW1vcnkCAAdjb21wYXJlAAAKwwEBwAECAn8CeyACIANBAnRqIQUCQANAIAFFDQH9DAAA' +
  'AAAAAAAAAAAAAAAAAAAhB/0MAAAAAAAAAAAAAAAAAAAAACEIIAIhBgNAIAcgAP0ABAAgBv0ABAD95gH95AEhByAIIAD9AAQQIAb9AAQQ/eYB/eQB' +
  'IQggAEEgaiEAIAZBIGohBiAGIAVJDQALIAcgCP3kASEHIAQgB/0fACAH/R8BkiAH/R8CIAf9HwOSkjgCACAEQQRqIQQgAUEBayEBDAALCws=';

interface Exports {
  readonly memory: WebAssemblyMemory;
  compare(rows: number, count: number, vector: number, length: number, products: number): void;
}
const instantiate = compileModule<Exports>(COMPILED);

/** Numbers are multiplied eight at a time. */
const STEP = 8;
/** Vectors that others can be compared with at once: far more than a question has words. */
const MOST_COMPARED = 1024;
const FIRST_ROOM = 1024;

/** Vectors of words, where they can be multiplied without being copied first. A vector is known by its number. */
export interface WordMatrix {
  readonly size: number;
  /** Gives the vector a number, from 0 on. */
  add(vector: Float32Array): number;
  /** A view of the vector, good until the next `add`; zeros where there is none of that number. */
  at(number: number): Float32Array;
  clear(): void;
  /** Takes the vectors that `compare` is about, zeros for those that there are none of. */
  hold(numbers: readonly number[]): void;
  /** The products of a vector with each of those taken. The array is the same each time, until the next `hold`. */
  compare(number: number): Float32Array;
}

/** @param dimension of every vector */
export function createWordMatrix(dimension: number): WordMatrix {
  const { memory, compare } = instantiate();
  const length = STEP * Math.ceil(dimension / STEP);
  const rowBytes = 4 * length;
  // The vectors compared with lie first, then the products, then all vectors.
  const productsStart = MOST_COMPARED * rowBytes;
  const vectorsStart = productsStart + 4 * MOST_COMPARED;
  const nothing = new Float32Array(dimension);
  let room = 0;
  let size = 0;
  let held = 0;
  let products = new Float32Array();
  const vectorAt = (number: number) =>
    new Float32Array(memory.buffer, vectorsStart + number * rowBytes, dimension);
  const at = (number: number) => (number >= 0 && number < size ? vectorAt(number) : nothing);
  const makeRoom = (wanted: number) => {
    if (wanted <= room) return;
    room = Math.max(FIRST_ROOM, wanted, 2 * room);
    growTo(memory, vectorsStart + room * rowBytes);
    products = new Float32Array(memory.buffer, productsStart, held);
  };
  makeRoom(FIRST_ROOM);
  return {
    get size() {
      return size;
    },
    add(vector) {
      makeRoom(size + 1);
      vectorAt(size).set(vector);
      size += 1;
      return size - 1;
    },
    at,
    clear() {
      size = 0;
    },
    hold(numbers) {
      if (numbers.length > MOST_COMPARED)
        throw new RangeError(`At most ${MOST_COMPARED} vectors can be compared with, not ${numbers.length}.`);
      held = numbers.length;
      for (const [index, number] of numbers.entries())
        new Float32Array(memory.buffer, index * rowBytes, dimension).set(at(number));
      products = new Float32Array(memory.buffer, productsStart, held);
    },
    compare(number) {
      if (number < 0 || number >= size) products.fill(0);
      else compare(0, held, vectorsStart + number * rowBytes, length, productsStart);
      return products;
    },
  };
}
