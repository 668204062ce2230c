import { expect, test } from 'vitest';
import { type ModelOutput, tokenVectors } from '../../src/embedding/token-vectors.ts';

const good: ModelOutput = {
  output: { dims: [2, 3, 4], data: new Float32Array(24) },
  mask: new BigInt64Array(6).fill(1n),
  texts: 2,
};

test('takes a vector for each token of each text', () => {
  expect(tokenVectors(good)).toMatchObject({ texts: 2, tokens: 3, dimension: 4 });
});

test.each([
  ['nothing', { output: undefined }, 'the model gives no token vectors'],
  [
    'a vector for each text only',
    { output: { dims: [2, 4], data: new Float32Array(8) } },
    'no token vectors',
  ],
  ['no tokens', { output: { dims: [2, 0, 4], data: new Float32Array(0) } }, 'no token vectors'],
  [
    'numbers of another kind',
    { output: { dims: [2, 3, 4], data: new Array(24).fill(0) } },
    'no token vectors',
  ],
  [
    'fewer numbers than it says',
    { output: { dims: [2, 3, 4], data: new Float32Array(23) } },
    'the model gave 23 numbers for 2 texts of 3 tokens',
  ],
  [
    'vectors for other texts',
    { output: { dims: [1, 6, 4], data: new Float32Array(24) } },
    'the model gave 24 numbers for 2 texts of 6 tokens',
  ],
  ['no mask', { mask: undefined }, 'the tokenizer does not say which tokens count'],
  ['a mask of another length', { mask: new BigInt64Array(5) }, 'the tokenizer does not say'],
])('refuses %s', (_, wrong, reason) => {
  expect(() => tokenVectors({ ...good, ...wrong })).toThrow(reason);
});
