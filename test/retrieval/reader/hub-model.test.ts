import { readFileSync } from 'node:fs';
import { AutoModelForQuestionAnswering, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import { afterAll, describe, expect, test } from 'vitest';
import { HINTS } from '../../../src/retrieval/reader/reader-sequence.ts';

interface Reading {
  readonly question: string;
  readonly passage: string;
  readonly start: number[];
  readonly end: number[];
}

const { readings } = JSON.parse(readFileSync('test/fixtures/reader.json', 'utf8')) as { readings: Reading[] };

describe('the reader, loaded by transformers.js like a model of the hub', async () => {
  // The library's settings are one global object, which other tests share.
  const before = { ...env };
  Object.assign(env, { allowRemoteModels: false, allowLocalModels: true, localModelPath: 'models/' });
  const tokenizer = await AutoTokenizer.from_pretrained('isnad-ar-reader');
  const model = await AutoModelForQuestionAnswering.from_pretrained('isnad-ar-reader', { dtype: 'q8' });
  Object.assign(env, before);
  afterAll(() => model.dispose());

  test.each(readings)(
    'says of «$question» what it said in training',
    async ({ question, passage, start, end }) => {
      const inputs = tokenizer(question, { text_pair: passage });
      const tokens = inputs.input_ids.dims[1] ?? 0;
      const hints = Float32Array.from({ length: tokens * HINTS }, (_, at) => (at % 7) / 10);
      const { start_logits, end_logits } = await model({
        ...inputs,
        token_type_ids: kindsOf(inputs.input_ids.data, tokens),
        hints: new Tensor('float32', hints, [1, tokens, HINTS]),
      });
      expect(tokens).toBe(start.length);
      for (const [given, wanted] of [
        [start_logits, start],
        [end_logits, end],
      ]) {
        const furthest = Math.max(
          ...wanted.map((value: number, at: number) => Math.abs(value - given.data[at])),
        );
        expect(furthest).toBeLessThan(1e-3);
      }
    },
  );
});

/** 0 up to the token that closes the question, 1 after it; the library gives kinds only to models it knows by name. */
function kindsOf(ids: BigInt64Array, tokens: number): Tensor {
  const closing = ids.indexOf(3n);
  const kinds = BigInt64Array.from({ length: tokens }, (_, at) => (at > closing ? 1n : 0n));
  return new Tensor('int64', kinds, [1, tokens]);
}
