import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNumbers } from '../../src/arabic/numbers.ts';
import { splitWords } from '../../src/arabic/words.ts';

const find = (text: string) =>
  findNumbers(splitWords(text)).map(({ start, end, value, kind }) => [value, kind, start, end]);
const values = (text: string) => findNumbers(splitWords(text)).map(({ value }) => value);

/** Which forms a number is spelt in: the gender of the units and the case of tens and duals. */
interface Spelling {
  readonly feminine: boolean;
  readonly oblique: boolean;
}

const UNITS: Record<'masculine' | 'feminine', readonly string[]> = {
  masculine: ['', 'واحد', 'اثنان', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة', 'عشرة'],
  feminine: ['', 'واحدة', 'اثنتان', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثماني', 'تسع', 'عشر'],
};
const TENS = ['', '', 'عشر', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثمان', 'تسع'];
const HUNDREDS = ['', 'مئة', 'مئت', 'ثلاثمئة', 'أربعمئة', 'خمسمئة', 'ستمئة', 'سبعمئة', 'ثمانمئة', 'تسعمئة'];
const SCALES = [
  { value: 1e9, one: 'مليار', dual: 'مليار', few: 'مليارات', many: 'مليارا' },
  { value: 1e6, one: 'مليون', dual: 'مليون', few: 'ملايين', many: 'مليونا' },
  { value: 1e3, one: 'ألف', dual: 'ألف', few: 'آلاف', many: 'ألفا' },
];

function below1000(value: number, { feminine, oblique }: Spelling): string[] {
  const words: string[] = [];
  const hundred = Math.floor(value / 100);
  const rest = value % 100;
  if (hundred === 2) words.push(`${HUNDREDS[2]}${oblique ? 'ين' : 'ان'}`);
  else if (hundred > 0) words.push(HUNDREDS[hundred] ?? '');
  const units = UNITS[feminine ? 'feminine' : 'masculine'];
  const unit = rest % 10;
  if (rest === 11) words.push(feminine ? 'إحدى عشرة' : 'أحد عشر');
  else if (rest === 12) words.push(feminine ? 'اثنتا عشرة' : oblique ? 'اثني عشر' : 'اثنا عشر');
  else if (rest > 12 && rest < 20) words.push(`${units[unit]} ${feminine ? 'عشرة' : 'عشر'}`);
  else if (rest > 0 && rest <= 10) words.push(units[rest] ?? '');
  else if (rest >= 20) {
    if (unit > 0) words.push(units[unit] ?? '');
    words.push(`${TENS[Math.floor(rest / 10)]}${oblique ? 'ين' : 'ون'}`);
  }
  return words;
}

function toWords(value: number, spelling: Spelling): string {
  const parts: string[] = [];
  let rest = value;
  for (const scale of SCALES) {
    const count = Math.floor(rest / scale.value);
    rest %= scale.value;
    if (count === 0) continue;
    if (count === 1) parts.push(scale.one);
    else if (count === 2) parts.push(`${scale.dual}${spelling.oblique ? 'ين' : 'ان'}`);
    else {
      const counted =
        count % 100 >= 3 && count % 100 <= 10 ? scale.few : count % 100 === 0 ? scale.one : scale.many;
      parts.push(`${below1000(count, { ...spelling, feminine: false }).join(' و')} ${counted}`);
    }
  }
  if (rest > 0) parts.push(...below1000(rest, spelling));
  return parts.join(' و');
}

describe('number words', () => {
  test('read back to the number that they were written from', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 999_999_999_999 })),
        fc.record({ feminine: fc.boolean(), oblique: fc.boolean() }),
        (value, spelling) => {
          const words = splitWords(toWords(value, spelling));
          expect(findNumbers(words)).toEqual([{ start: 0, end: words.length, value, kind: 'cardinal' }]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('are found among other words, each alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 3, max: 5000 }), { minLength: 1, maxLength: 5 }), (numbers) => {
        const text = numbers
          .map((value) => `وصل ${toWords(value, { feminine: false, oblique: true })}`)
          .join(' شخصا ');
        expect(values(text)).toEqual(numbers);
      }),
    );
  });

  test.each([
    ['ثماني سنوات', 8],
    ['خمسة عشر عضوا', 15],
    ['اثنتا عشرة دولة', 12],
    ['مائة وخمسون', 150],
    ['ألفان واثنان وعشرون', 2022],
    ['ألف وأحد عشر', 1011],
    ['ثلاث مئة وخمسة وستون يوما', 365],
    ['مئتا مليون', 200_000_000],
    ['مئة ألف وألفان', 102_000],
    ['مليون ونصف المليون دولار', 1_500_000],
    ['لثلاثة أيام', 3],
    ['وثلاثة جرحى', 3],
    ['العشرة آلاف', 10_000],
  ])('%s', (text, value) => expect(values(text)).toEqual([value]));

  test.each([
    ['تلاتة', 3],
    ['خمستاشر', 15],
    ['تنين', 2],
    ['تمنية وعشرين', 28],
    ['ميتين', 200],
    ['تلطعش', 13],
  ])('of the dialects: %s', (text, value) => expect(values(text)).toEqual([value]));
});

describe('digits', () => {
  test.each([
    ['2022', 2022],
    ['٢٠٢٢', 2022],
    ['1.5 مليون', 1_500_000],
    ['12,500 طن', 12_500],
    ['3 ملايين و200 ألف', 3_200_000],
    ['ب20 ألفا', 20_000],
    ['50 في المئة', 50],
  ])('%s', (text, value) => {
    expect(findNumbers(splitWords(text)).map((mention) => [mention.value, mention.kind])).toEqual([
      [value, 'digits'],
    ]);
  });

  test('keep the day and the year of a date apart', () => {
    expect(find('15 سبتمبر/أيلول 2022')).toEqual([
      [15, 'digits', 0, 1],
      [2022, 'digits', 3, 4],
    ]);
  });
});

describe('ordinals', () => {
  test.each([
    ['الثالث', 3],
    ['الأولى', 1],
    ['الحادي عشر', 11],
    ['الثانية عشرة', 12],
    ['المرتبة الثالثة والعشرين', 23],
    ['القرن الحادي والعشرين', 21],
    ['الذكرى الأربعون', 40],
  ])('%s', (text, value) => {
    expect(findNumbers(splitWords(text)).map((mention) => [mention.value, mention.kind])).toEqual([
      [value, 'ordinal'],
    ]);
  });
});

test.each([
  'أحد المسؤولين',
  'يوم الاثنين',
  'آلاف الأشخاص',
  'في المئة',
  'لست متأكدا',
  'بعد ثانية',
  'نصف المدينة',
  'الخميس',
])('no number: %s', (text) => expect(values(text)).toEqual([]));

test('mentions come in order and never overlap', () => {
  const word = fc.constantFrom(
    'ثلاثة',
    'عشر',
    'ومئة',
    'ألف',
    'آلاف',
    'ونصف',
    '7',
    'الثالث',
    'والعشرين',
    'أحد',
    'رجل',
    'ألفان',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 15 }), (words) => {
      let from = 0;
      for (const { start, end, value } of findNumbers(splitWords(words.join(' ')))) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(end).toBeGreaterThan(start);
        expect(Number.isFinite(value)).toBe(true);
        from = end;
      }
      expect(from).toBeLessThanOrEqual(words.length);
    }),
  );
});
