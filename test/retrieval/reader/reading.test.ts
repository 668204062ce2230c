import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReading, LONGEST_SPAN } from '../../../src/retrieval/reader/reading.ts';

const reading = fc.integer({ min: 1, max: 20 }).chain((words) => {
  const logit = fc.float({ min: -15, max: 15, noNaN: true });
  const logits = fc
    .array(logit, { minLength: words, maxLength: words })
    .map((values) => Float32Array.from(values));
  return fc.record({ begins: logits, ends: logits, absent: logit });
});

const spansOf = (words: number) =>
  Array.from({ length: words }, (_, first) =>
    Array.from({ length: Math.min(LONGEST_SPAN, words - first) }, (_, more) => ({
      first,
      last: first + more,
    })),
  ).flat();
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('chances of spans, of first words and of last words each make up 1', () => {
  fc.assert(
    fc.property(reading, (options) => {
      const { logChance, logBegins, logEnds } = createReading(options);
      const positions = [...options.begins.keys()];
      expect(sum(spansOf(options.begins.length).map((span) => Math.exp(logChance(span))))).toBeCloseTo(1, 2);
      expect(sum(positions.map((word) => Math.exp(logBegins(word))))).toBeCloseTo(1, 2);
      expect(sum(positions.map((word) => Math.exp(logEnds(word))))).toBeCloseTo(1, 2);
    }),
  );
});

test('no span is likelier than the best, and all numbers are finite', () => {
  fc.assert(
    fc.property(reading, (options) => {
      const { here, best, logChance, logBegins, logEnds } = createReading(options);
      expect(Number.isFinite(here)).toBe(true);
      for (const span of spansOf(options.begins.length)) {
        expect(logChance(span)).toBeLessThanOrEqual(best + 1e-6);
        expect([logChance(span), logBegins(span.first), logEnds(span.last)].every(Number.isFinite)).toBe(
          true,
        );
      }
    }),
  );
});

test('what stands beyond the passage, or is too long, has hardly a chance', () => {
  const { logChance } = createReading({
    begins: new Float32Array(15),
    ends: new Float32Array(15),
    absent: 0,
  });
  expect(logChance({ first: 14, last: 15 })).toBe(-12);
  expect(logChance({ first: 0, last: LONGEST_SPAN })).toBe(-12);
});

test('a passage answers the surer, the higher its spans stand above "not here"', () => {
  const here = (absent: number) =>
    createReading({ begins: Float32Array.of(1, 0), ends: Float32Array.of(0, 1), absent }).here;
  expect(here(-3)).toBeGreaterThan(here(3));
});

test('a passage without words answers nothing', () => {
  const { here, best } = createReading({
    begins: new Float32Array(0),
    ends: new Float32Array(0),
    absent: 0,
  });
  expect([here, best]).toEqual([-12, -12]);
});
