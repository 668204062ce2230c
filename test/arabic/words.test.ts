import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/arabic/fold.ts';
import { splitWords } from '../../src/arabic/words.ts';

const slices = (text: string) => splitWords(text).map(({ start, end }) => text.slice(start, end));
const folded = (text: string) => splitWords(text).map((word) => word.folded);

describe('splitWords', () => {
  it('gives words with their places in the text as written', () => {
    expect(splitWords('مُنظَّمة، قمّة')).toEqual([
      { start: 0, end: 8, folded: 'منظمه' },
      { start: 10, end: 14, folded: 'قمه' },
    ]);
  });

  it('keeps marks, tatweel and invisible characters inside the word', () => {
    expect(slices('\u200Fمنـــ\u200Cظمة\u200F.')).toEqual(['منـــ\u200Cظمة']);
  });

  it('separates what a slash or hyphen joins', () => {
    expect(slices('يونيو/حزيران 2022-2023')).toEqual(['يونيو', 'حزيران', '2022', '2023']);
  });

  it.each([
    ['3.5', ['3.5']],
    ['٣٫٥', ['3.5']],
    ['١٬٢٠٠', ['1200']],
    ['1,200.75 دولار', ['1200.75', 'دولار']],
    ['15%', ['15']],
    ['15.9.2022', ['15', '9', '2022']],
    ['عام 2001، 2002', ['عام', '2001', '2002']],
    ['15,16', ['15', '16']],
    ['انتهى 2022.', ['انتهي', '2022']],
    ['و3.5 و1,200', ['و3.5', 'و1200']],
    ['كوفيد19 G20', ['كوفيد19', 'g20']],
  ])('reads the numbers of %s', (text, expected) => expect(folded(text)).toEqual(expected));

  it('skips a run of tatweel or marks', () => expect(splitWords('ـــ \u064B\u064C . « »')).toEqual([]));

  it('takes no sign for a phrase as a word', () => expect(folded('النبي ﷺ قال')).toEqual(['النبي', 'قال']));

  it('finds nothing in nothing', () => expect(splitWords('')).toEqual([]));

  it('covers ordered ranges whose folded form is never empty, and misses no letter or digit', () => {
    const characters = fc.constantFrom(...'ابتة\u064B\u0640\u200C\u200F 12٣٬٫.,/-«»"aB\u{1D7D8}\uD800');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: characters })), (text) => {
        let end = 0;
        let between = '';
        for (const word of splitWords(text)) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(word.folded).toBe(fold(text.slice(word.start, word.end)));
          expect(word.folded).not.toBe('');
          between += `${text.slice(end, word.start)} `;
          end = word.end;
        }
        const left = (between + text.slice(end)).match(/[^\P{L}\uFDFA\uFDFB\u037A]|\p{N}/gu) ?? [];
        expect(fold(left.join(''))).toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
