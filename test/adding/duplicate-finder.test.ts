import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DuplicateFinder, SAME_ARTICLE } from '../../src/adding/duplicate-finder.ts';
import { resemblance, shinglesOf } from '../../src/adding/shingles.ts';
import { paragraphsOf } from './support/news.ts';

const TEXT = [1, 2, 3].flatMap((number) => paragraphsOf(number)).join('\n');
const WORDS = TEXT.split(/\s+/);

const found = (text: string) => {
  const finder = new DuplicateFinder();
  finder.add('other', paragraphsOf(9).join('\n'));
  finder.add('first', TEXT);
  return finder.find(text);
};

test('the same words are the same text, whatever their marks, hamzas, digits and line ends', () => {
  const written = TEXT.replaceAll('إ', 'ا')
    .replaceAll('ة', 'ه')
    .replaceAll('1', '١')
    .replace(/\s+/g, '\r\n  ')
    .replaceAll('،', ' ,');
  expect(found(`«${written}»`)).toEqual({ id: 'first', resemblance: 1 });
});

describe('nearly the same is found', () => {
  test.each([
    ['a line more', `${TEXT}\nاقرأ أيضًا: خبر آخر من أخبار الحي والمدينة`],
    ['a tenth less', WORDS.slice(0, Math.floor(WORDS.length * 0.9)).join(' ')],
    ['one word in thirty changed', WORDS.map((word, index) => (index % 30 === 0 ? 'كلمة' : word)).join(' ')],
  ])('with %s', (_, text) => {
    const { id, resemblance = 0 } = found(text) ?? {};
    expect(id).toBe('first');
    expect(resemblance).toBeGreaterThan(SAME_ARTICLE);
    expect(resemblance).toBeLessThan(1);
  });
});

test.each([
  ['another article', paragraphsOf(9).slice(0, 2).reverse().join('\n') + ' قال آخرون غير هذا'.repeat(20)],
  [
    'one that quotes a paragraph of it',
    `${WORDS.slice(0, 30).join(' ')} ${Array.from({ length: 200 }, (_, index) => `كلمة${index}`).join(' ')}`,
  ],
  ['one word', 'مكتبة'],
])('%s is no duplicate', (_, text) => {
  expect(found(text)).toBeUndefined();
});

test('short texts are compared whole', () => {
  const finder = new DuplicateFinder();
  finder.add('short', 'خبر قصير');
  expect(finder.find('خَبَرٌ قصير.')).toEqual({ id: 'short', resemblance: 1 });
  expect(finder.find('خبر طويل')).toBeUndefined();
});

test('among many texts, whatever resembles one beyond the threshold is found', () => {
  const finder = new DuplicateFinder();
  const text = (number: number) =>
    Array.from({ length: 120 }, (_, index) => `كلمة${(index * number) % 997}`).join(' ');
  for (let number = 1; number <= 300; number += 1) finder.add(String(number), text(number));
  const changed = fc.record({
    number: fc.integer({ min: 2, max: 300 }),
    places: fc.uniqueArray(fc.nat(119), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(changed, ({ number, places }) => {
      const words = text(number).split(' ');
      for (const place of places) words[place] = 'غير';
      const likeness = resemblance(shinglesOf(words.join(' ')), shinglesOf(text(number)));
      fc.pre(likeness >= 0.75);
      expect(finder.find(words.join(' '))).toEqual({ id: String(number), resemblance: likeness });
    }),
    { numRuns: 50 },
  );
});
