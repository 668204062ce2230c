import { compileModule, growTo, type WebAssemblyMemory } from '../web-assembly.ts';

/**
 * `row-products.wat` as WABT's `wat2wasm` compiles it. Two doubles to an instruction make an answer's inner loops several
 * times faster than JavaScript's, which has no such instructions.
 */
const COMPILED =
  'AGFzbQEAAAABCQFgBX9/f39/AAMCAQAFAwEAAQcVAgZtZW1vcnkCAAhtdWx0aXBseQAACosCAYgCAwN/AnsBfCACIANBA3RqIQUgAiADQXxxQQN0aiEG' +
  'AkADQCABRQ0B/QwAAAAAAAAAAAAAAAAAAAAAIQj9DAAAAAAAAAAAAAAAAAAAAAAhCSACIQcCQANAIAcgBk8NASAIIAD9AAQAIAf9AAQA/fIB/fABIQgg' +
  'CSAA/QAEECAH/QAEEP3yAf3wASEJIABBIGohACAHQSBqIQcMAAsLIAj9IQAhCgJAA0AgByAFTw0BIAogACsDACAHKwMAoqAhCiAAQQhqIQAgB0EIaiEH' +
  'DAALCyAKIAj9IQGgIQogCiAJ/SEAoCEKIAogCf0hAaAhCiAEIAo5AwAgBEEIaiEEIAFBAWshAQwACwsL';

interface Exports {
  readonly memory: WebAssemblyMemory;
  multiply(rows: number, count: number, vector: number, length: number, products: number): void;
}

const instantiate = compileModule<Exports>(COMPILED);

/** A matrix that vectors are multiplied with. */
export interface RowProducts {
  /** Takes other rows, all of the length it was made for. */
  load(rows: readonly ArrayLike<number>[]): void;
  /** The vector to multiply with; write to it before each `multiply`. Another array after each `load`. */
  readonly vector: Float64Array;
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
  const { memory, multiply } = instantiate();
  // The vector lies first, then the rows, then the products.
  const rowsStart = 8 * length;
  let count = 0;
  let vector = new Float64Array();
  let products = vector;
  const load: RowProducts['load'] = (rows) => {
    count = rows.length;
    const productsStart = rowsStart + 8 * length * count;
    growTo(memory, productsStart + 8 * count);
    vector = new Float64Array(memory.buffer, 0, length);
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
    multiply() {
      multiply(rowsStart, count, 0, length, products.byteOffset);
      return products;
    },
  };
}
