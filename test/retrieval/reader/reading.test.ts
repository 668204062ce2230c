import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReading, LONGEST_SPAN } from '../../../src/retrieval/reader/reading.ts';

const reading = fc
  .record({ words: fc.integer({ min: 1, max: 20 }), padding: fc.integer({ min: 0, max: 4 }) })
  .chain(({ words, padding }) => {
    const width = words + padding;
    const logit = fc.float({ min: -30, max: 30, noNaN: true });
    return fc.record({
      words: fc.constant(words),
      width: fc.constant(width),
      absent: logit,
      spans: fc
        .array(logit, { minLength: width * width, maxLength: width * width })
        .map((values) => Float32Array.from(values)),
    });
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
      const positions = Array.from({ length: options.words }, (_, word) => word);
      expect(sum(spansOf(options.words).map((span) => Math.exp(logChance(span))))).toBeCloseTo(1, 2);
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
      for (const span of spansOf(options.words)) {
        expect(logChance(span)).toBeLessThanOrEqual(best + 1e-6);
        expect([logChance(span), logBegins(span.first), logEnds(span.last)].every(Number.isFinite)).toBe(
          true,
        );
      }
    }),
  );
});

test('what stands beyond the passage, or is too long, has hardly a chance', () => {
  const { logChance } = createReading({ spans: new Float32Array(400), width: 20, words: 15, absent: 0 });
  expect(logChance({ first: 14, last: 15 })).toBe(-12);
  expect(logChance({ first: 0, last: LONGEST_SPAN })).toBe(-12);
});

test('a passage answers the surer, the higher its spans stand above "not here"', () => {
  const here = (absent: number) =>
    createReading({ spans: Float32Array.of(1, 2, 0, 1), width: 2, words: 2, absent }).here;
  expect(here(-3)).toBeGreaterThan(here(3));
});

test('a passage without words answers nothing', () => {
  const { here, best } = createReading({ spans: new Float32Array(0), width: 0, words: 0, absent: 0 });
  expect([here, best]).toEqual([-12, -12]);
});
