import { compileModule, growTo, type WebAssemblyMemory } from '../web-assembly.ts';

/**
 * `row-products.wat` as WABT's `wat2wasm` compiles it. Two doubles to an instruction make an answer's inner loops several
 * times faster than JavaScript's, which has no such instructions.
 */
const COMPILED =
  'AGFzbQEAAAABDwJgBX9/f39/AGADf39/AAMDAgABBQMBAAEHHQMGbWVtb3J5AgAIbXVsdGlwbHkAAAV3aWRlbgABCsUCAogCAwN/AnsBfCACIANB' +
  'A3RqIQUgAiADQXxxQQN0aiEGAkADQCABRQ0B/QwAAAAAAAAAAAAAAAAAAAAAIQj9DAAAAAAAAAAAAAAAAAAAAAAhCSACIQcCQANAIAcgBk8NASAI' +
  'IAD9AAQAIAf9AAQA/fIB/fABIQggCSAA/QAEECAH/QAEEP3yAf3wASEJIABBIGohACAHQSBqIQcMAAsLIAj9IQAhCgJAA0AgByAFTw0BIAogACsD' +
  'ACAHKwMAoqAhCiAAQQhqIQAgB0EIaiEHDAALCyAKIAj9IQGgIQogCiAJ/SEAoCEKIAogCf0hAaAhCiAEIAo5AwAgBEEIaiEEIAFBAWshAQwACwsL' +
  'OQEBfyAAIAFBAnRqIQMCQANAIAAgA08NASACIAD9XQMA/V/9CwQAIABBCGohACACQRBqIQIMAAsLCw==';

interface Exports {
  readonly memory: WebAssemblyMemory;
  multiply(rows: number, count: number, vector: number, length: number, products: number): void;
  widen(floats: number, length: number, doubles: number): void;
}

const instantiate = compileModule<Exports>(COMPILED);

/** A matrix that vectors are multiplied with. */
export interface RowProducts {
  /** Takes other rows, all of the length it was made for. */
  load(rows: readonly ArrayLike<number>[]): void;
  /** The vector to multiply with; write to it before each `multiply`. Another array after each `load`. */
  readonly vector: Float64Array;
  /** Writes floats to the vector, which a loop would take as long for as multiplying takes. */
  widen(floats: Float32Array): void;
  /** The product of each row with the vector. The array is the same until the next `load`. */
  multiply(): Float64Array;
}

/**
 * Holds rows of doubles to be multiplied with many vectors. A product is summed up in four parts: every fourth number
 * from the first, second, third and fourth on, what is left beyond a multiple of four added to the first part.
 *
 * @param length of each row and of the vector
 */
export function createRowProducts(length: number, first: readonly ArrayLike<number>[] = []): RowProducts {
  const { memory, multiply, widen } = instantiate();
  // The vector lies first, then the floats to be widened, two at a time; the rows; the products.
  const even = length + (length % 2);
  const floatsStart = 8 * even;
  const rowsStart = floatsStart + 4 * even;
  let count = 0;
  let vector = new Float64Array();
  let floats = new Float32Array();
  let products = vector;
  const load: RowProducts['load'] = (rows) => {
    count = rows.length;
    const productsStart = rowsStart + 8 * length * count;
    growTo(memory, productsStart + 8 * count);
    vector = new Float64Array(memory.buffer, 0, length);
    floats = new Float32Array(memory.buffer, floatsStart, length);
    products = new Float64Array(memory.buffer, productsStart, count);
    const matrix = new Float64Array(memory.buffer, rowsStart, length * count);
    for (const [index, row] of rows.entries()) matrix.set(row, index * length);
  };
  load(first);
  return {
    load,
    get vector() {
      return vector;
    },
    widen(values) {
      floats.set(values);
      widen(floatsStart, even, 0);
    },
    multiply() {
      multiply(rowsStart, count, 0, length, products.byteOffset);
      return products;
    },
  };
}
