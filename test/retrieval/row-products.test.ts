import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowProducts } from '../../src/retrieval/row-products.ts';

/** The same sums, one number at a time. */
function product(row: readonly number[], vector: readonly number[]): number {
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  const fours = row.length - (row.length % 4);
  for (const [at, value] of row.entries()) {
    const part = (at < fours ? at % 4 : 0) as 0 | 1 | 2 | 3;
    sums[part] += value * (vector[at] ?? 0);
  }
  return sums[0] + sums[1] + sums[2] + sums[3];
}

const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
const rowsOf = (length: number, minLength = 0) =>
  fc.array(fc.array(number, { minLength: length, maxLength: length }), { minLength, maxLength: 6 });

test('each product is that of a plain loop, to the last bit', () => {
  const matrices = fc
    .integer({ min: 0, max: 20 })
    .chain((length) =>
      fc.record({ length: fc.constant(length), rows: rowsOf(length), vectors: rowsOf(length, 1) }),
    );
  fc.assert(
    fc.property(matrices, ({ length, rows, vectors }) => {
      const products = createRowProducts(length, rows);
      for (const vector of vectors) {
        products.vector.set(vector);
        expect([...products.multiply()]).toEqual(rows.map((row) => product(row, vector)));
      }
    }),
  );
});

test('other rows may be more than memory was made for', () => {
  const products = createRowProducts(256, [new Float32Array(256).fill(1)]);
  const rows = Array.from({ length: 300 }, (_, row) => new Float64Array(256).fill(row));
  products.load(rows);
  products.vector.fill(0.5);
  expect([...products.multiply()]).toEqual(rows.map((_, row) => 128 * row));
});
