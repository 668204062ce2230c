import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWordMatrix } from '../../src/retrieval/word-matrix.ts';

const value = fc.float({ noNaN: true, min: -1, max: 1 });

test('products are those of a plain loop, however many vectors come', () => {
  const matrices = fc.integer({ min: 1, max: 20 }).chain((dimension) =>
    fc.tuple(
      fc.constant(dimension),
      fc.array(fc.array(value, { minLength: dimension, maxLength: dimension }), {
        minLength: 1,
        maxLength: 9,
      }),
    ),
  );
  fc.assert(
    fc.property(matrices, ([dimension, rows]) => {
      const matrix = createWordMatrix(dimension);
      for (const [number, row] of rows.entries()) expect(matrix.add(Float32Array.from(row))).toBe(number);
      const numbers = [...rows.keys()].reverse();
      matrix.hold(numbers);
      for (const [number, row] of rows.entries()) {
        expect([...matrix.at(number)]).toEqual(row);
        const expected = numbers.map((other) =>
          row.reduce((sum, each, axis) => sum + each * (rows[other]?.[axis] ?? 0), 0),
        );
        for (const [index, product] of [...matrix.compare(number)].entries())
          expect(product).toBeCloseTo(expected[index] ?? Number.NaN, 4);
      }
    }),
  );
});

test('grows, keeps what it holds, and forgets it when it is cleared', () => {
  const matrix = createWordMatrix(256);
  const vectorOf = (number: number) => new Float32Array(256).fill(number);
  for (let number = 0; number < 3000; number += 1) matrix.add(vectorOf(number));
  matrix.hold([2999, -1, 1]);
  expect([...matrix.compare(2)]).toEqual([256 * 2 * 2999, 0, 512]);
  matrix.add(vectorOf(3000));
  expect([...matrix.compare(2)]).toEqual([256 * 2 * 2999, 0, 512]);
  expect(matrix.at(1500)).toEqual(vectorOf(1500));
  matrix.clear();
  expect(matrix.size).toBe(0);
  expect(matrix.at(1)).toEqual(new Float32Array(256));
  expect([...matrix.compare(2)]).toEqual([0, 0, 0]);
});
