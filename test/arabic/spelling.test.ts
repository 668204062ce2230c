import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/arabic/fold.ts';
import { correctSpelling } from '../../src/arabic/spelling.ts';

const vocabulary = 'شنغهاي سمرقند بوتين اجتماع اضطراب الدول السبب رئيس نظيره منظمة مناخ مناح'
  .split(' ')
  .map(fold);
const among = (words: readonly string[]) => (word: string) => words.includes(word);
const corrections = (folded: string) => correctSpelling(folded, among(vocabulary));
const first = (written: string) => corrections(fold(written))[0]?.word;

describe('one slip', () => {
  test.each([
    ['شنغاهي', 'شنغهاي', 'letters swapped'],
    ['سمرقتد', 'سمرقند', 'a neighbouring key'],
    ['اظطراب', 'اضطراب', 'letters that sound alike'],
    ['اجتمع', 'اجتماع', 'a letter left out'],
    ['بوتيين', 'بوتين', 'a letter doubled'],
  ])('%s is meant for %s: %s', (written, meant) => expect(first(written)).toBe(fold(meant)));

  test.each([
    ['ماالسبب', 'ما السبب'],
    ['فيسمرقند', 'في سمرقند'],
    ['منرئيس', 'من رئيس'],
  ])('%s lacks a space', (written, meant) => expect(first(written)).toBe(fold(meant)));

  test('of any kind leads back to the word, at a weight below 1', () => {
    const letter = fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي');
    const word = fc.constantFrom(...vocabulary.filter((known) => known.length >= 6));
    fc.assert(
      fc.property(
        word,
        fc.nat(),
        letter,
        fc.constantFrom('drop', 'add', 'replace', 'swap'),
        (known, place, other, slip) => {
          const at = place % (known.length - 1);
          const [before, after] = [known.slice(0, at), known.slice(at + 1)];
          const written = {
            drop: before + after,
            add: before + other + known.slice(at),
            replace: before + other + after,
            swap: before + known[at + 1] + known[at] + known.slice(at + 2),
          }[slip];
          fc.pre(!vocabulary.includes(written));
          const found = corrections(written).find((correction) => correction.word === known);
          expect(found?.weight).toBeGreaterThan(0);
          expect(found?.weight).toBeLessThan(1);
        },
      ),
    );
  });
});

describe('nothing is corrected', () => {
  test('in a known word', () => expect(corrections(fold('مناخ'))).toEqual([]));
  test('in a short word', () => expect(correctSpelling('فطر', among(['قطر', 'مطر']))).toEqual([]));
  test('in digits and Latin letters without a neighbour', () => {
    expect(corrections('20225')).toEqual([]);
    expect(corrections('shanghai')).toEqual([]);
  });
  test('where two slips were made', () => expect(first('شنغغاهي')).toBeUndefined());
});

test('sounds are likelier slips than keys, keys than any letter', () => {
  const weight = (known: string, written: string) => correctSpelling(written, among([known]))[0]?.weight ?? 0;
  expect(weight('اضطراب', 'اظطراب')).toBeGreaterThan(weight('سمرقند', 'سمرقتد'));
  expect(weight('سمرقند', 'سمرقتد')).toBeGreaterThan(weight('سمرقند', 'سمرقشد'));
});
