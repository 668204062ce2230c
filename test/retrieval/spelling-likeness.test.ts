import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spellingLikeness } from '../../src/retrieval/spelling-likeness.ts';

const words = fc.string({ unit: fc.constantFrom('ا', 'ب', 'ت', 'س', 'م', 'ر'), maxLength: 9 });

describe('spellingLikeness', () => {
  it('is 1 for the word itself, the same both ways, and in [0, 1]', () => {
    fc.assert(
      fc.property(words, words, (first, second) => {
        const likeness = spellingLikeness(first, second);
        expect(spellingLikeness(first, first)).toBe(1);
        expect(likeness).toBe(spellingLikeness(second, first));
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('brings a misspelt name near its right spelling and leaves strangers apart', () => {
    expect(spellingLikeness('سمرقند', 'سمرقنت')).toBeGreaterThan(0.6);
    expect(spellingLikeness('سمرقند', 'اوكراني')).toBe(0);
  });

  it('never brings short words together', () => {
    expect(spellingLikeness('قمه', 'قمر')).toBe(0);
  });
});
