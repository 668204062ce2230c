import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/arabic/fold.ts';

describe('fold', () => {
  it.each([
    ['تشكيل', 'مُنَظَّمَةٌ', 'منظمه'],
    ['Quranic marks', 'ٱلرَّحۡمَٰن', 'الرحمن'],
    ['tatweel', 'بـــ', 'ب'],
    ['alef variants', 'أإآٱا', 'ااااا'],
    ['ya and alef maqsura', 'مصطفى علي', 'مصطفي علي'],
    ['seats of hamza', 'رئيس مؤتمر', 'رييس موتمر'],
    ['hamza on the line', 'سوء شيء وزراء', 'سو شي وزرا'],
    ['presentation forms', '\uFE8E\uFEDF\uFEFB', 'اللا'],
    ['invisible characters', 'من\u200Cظ\u200F\u202Bمة\u00AD\uFEFF', 'منظمه'],
    ['variation selectors', 'ه\uFE0F\u{E0100}', 'ه'],
    ['Persian letters', 'گوگل چای پاریس ک ی', 'كوكل جاي باريس ك ي'],
    ['letters for v', 'ڤيينا', 'فيينا'],
    ['Arabic-Indic digits', '٢٠٢٢', '2022'],
    ['Persian digits', '۱۲۳', '123'],
    ['decimal and thousands signs', '١٬٢٠٠٫٥', '1200.5'],
    ['thousands commas', '1,200,300 و15,16', '1200300 و15,16'],
    ['Latin letters', 'Twitter ＡＢＣ', 'twitter abc'],
  ])('%s', (_, text, folded) => expect(fold(text)).toBe(folded));

  it('brings spellings together', () => {
    expect(fold('شيء')).toBe(fold('شئ'));
    expect(fold('إلى')).toBe(fold('الي'));
    expect(fold('ا\u0654مير')).toBe(fold('أمير'));
  });

  it('keeps spaces, punctuation and emoji', () => expect(fold('نعم، "لا"؟ 👍\n')).toBe('نعم، "لا"؟ 👍\n'));

  it('is idempotent on any text', () => {
    const arabic = fc.string({
      unit: fc.integer({ min: 0x600, max: 0x6ff }).map((code) => String.fromCodePoint(code)),
    });
    for (const text of [
      fc.string({ unit: 'binary' }),
      arabic,
      fc.string({ unit: fc.constantFrom(...'1,٬٫.2٠ء') }),
    ]) {
      fc.assert(
        fc.property(text, (sample) => fold(fold(sample)) === fold(sample)),
        { numRuns: 500 },
      );
    }
  });

  it('is idempotent on every character', () => {
    const changed: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const once = fold(String.fromCodePoint(code));
      if (fold(once) !== once) changed.push(code.toString(16));
    }
    expect(changed).toEqual([]);
  });

  it('takes lone surrogates', () => {
    expect(fold('أ\uD800ب')).toBe('ا\uD800ب');
    expect(fold('\uDC00é')).toBe('\uDC00é');
  });
});
