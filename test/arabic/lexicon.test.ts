import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/arabic/fold.ts';
import { createLexicon } from '../../src/arabic/lexicon.ts';
import { compileLexicon } from '../../src/arabic/lexicon-compiler/compile.ts';
import { LexiconTableError } from '../../src/arabic/lexicon-compiler/lexicon-table-error.ts';
import { type LexiconTables, TABLE_NAMES } from '../../src/arabic/lexicon-compiler/rows.ts';
import { CUE_TYPES, LexiconData } from '../../src/arabic/lexicon-data.ts';
import { stem } from '../../src/arabic/stem.ts';
import { splitWords } from '../../src/arabic/words.ts';

const EMPTY = Object.fromEntries(TABLE_NAMES.map((name) => [name, ''])) as LexiconTables;
const compiled = (tables: Partial<LexiconTables>) => createLexicon(compileLexicon({ ...EMPTY, ...tables }));
const stemOf = (word: string) => stem(fold(word));

const sources = Object.fromEntries(
  TABLE_NAMES.map((name) => [name, readFileSync(`lexicon/${name}.tsv`, 'utf8')]),
) as LexiconTables;
const bundled = readFileSync('models/isnad-ar-lexicon/lexicon.json', 'utf8');
const data = LexiconData.parse(JSON.parse(bundled));
const lexicon = createLexicon(data);
const weightBetween = (first: string, second: string) => lexicon.relatedness(stemOf(first), stemOf(second));
const entitiesIn = (text: string) => lexicon.entitiesIn(splitWords(text)).map(({ entity }) => entity);

test('the bundled lexicon is what its tables and the stemmer make: run `npm run lexicon`', () => {
  expect(JSON.stringify(compileLexicon(sources)) === bundled.trimEnd()).toBe(true);
});

describe('relatives', () => {
  test('are the members of a family, by its weight, and of the same root more closely', () => {
    const small = compiled({ paraphrase: '0.7\tاستقال/يستقيل استقالة تنحى' });
    const relatives = small.relatives(stemOf('استقال'));
    const weightOf = (word: string) =>
      relatives.find((relative) => relative.stem === stemOf(word))?.weight ?? 0;
    expect(weightOf('تنحى')).toBeGreaterThan(0);
    expect(weightOf('يستقيل')).toBeGreaterThan(weightOf('تنحى'));
    expect(weightOf('يستقيل')).toBeLessThan(1);
  });

  test('are never chained from family to family', () => {
    const small = compiled({ paraphrase: '1.0\tمصرع حتف\n1.0\tحتف هلاك' });
    expect(small.relatedness(stemOf('مصرع'), stemOf('حتف'))).toBeGreaterThan(0);
    expect(small.relatedness(stemOf('مصرع'), stemOf('هلاك'))).toBe(0);
  });

  test('leave function words out', () => {
    const small = compiled({ paraphrase: '1.0\tمن سبب دافع' });
    expect(small.relatives(stemOf('من'))).toEqual([]);
  });

  test('of a word that a question asks for are its answers, which are not related to each other', () => {
    const small = compiled({ kinds: 'عملة\t0.5\tدولار يورو' });
    expect(small.relatedness(stemOf('عملة'), stemOf('دولار'))).toBe(0.5);
    expect(small.relatedness(stemOf('دولار'), stemOf('عملة'))).toBe(0.5);
    expect(small.relatedness(stemOf('دولار'), stemOf('يورو'))).toBe(0);
  });

  test('are symmetric, below 1, sorted, distinct and never the stem itself', () => {
    const known = Object.keys(data.index);
    fc.assert(
      fc.property(fc.constantFrom(...known), (one) => {
        const relatives = lexicon.relatives(one);
        expect(new Set(relatives.map((relative) => relative.stem)).size).toBe(relatives.length);
        let last = 1;
        for (const { stem: other, weight } of relatives) {
          expect(other).not.toBe(one);
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThan(1);
          expect(weight).toBeLessThanOrEqual(last);
          expect(lexicon.relatedness(other, one)).toBe(weight);
          last = weight;
        }
      }),
    );
  });

  test('of words that are no stems are none', () => {
    for (const word of ['', 'constructor', '__proto__', 'toString', 'xyz'])
      expect(lexicon.relatives(word)).toEqual([]);
  });

  test.each([
    ['التقى', 'اجتمع'],
    ['قتل', 'مصرع'],
    ['موسكو', 'الكرملين'],
    ['روسيا', 'الكرملين'],
    ['الصين', 'بكين'],
    ['سبتمبر', 'أيلول'],
    ['عملة', 'دولار'],
    ['استضافة', 'مضيف'],
    ['ثمانية', '8'],
  ])('the bundled tables relate %s and %s', (first, second) => {
    expect(weightBetween(first, second)).toBeGreaterThan(0.3);
  });
});

describe('entities', () => {
  test.each([
    ['زار موسكو', 'country:روسيا'],
    ['قال المتحدث باسم الكرملين', 'country:روسيا'],
    ['من الروس والروسيات', 'country:روسيا'],
    ['وصل إلى بكين', 'country:الصين'],
    ['أعلنت واشنطن', 'country:الولايات_المتحدة'],
    ['في الولايات المتحدة الأميركية', 'country:الولايات_المتحدة'],
    ['رئيس كوريا الشمالية', 'country:كوريا_الشمالية'],
    ['قمة منظمة شنغهاي للتعاون', 'organisation:منظمة_شنغهاي_للتعاون'],
    ['بمدينة سمرقند', 'city:سمرقند'],
    ['بسمرقند', 'city:سمرقند'],
    ['والرئيس بوتين', 'leader:فلاديمير_بوتين'],
    ['الرئيس الصيني شي جين بينغ', 'leader:شي_جين_بينغ'],
    ['15 أيلول 2022', 'month:9'],
    ['في كانون الثاني', 'month:1'],
    ['يوم الثلاثاء', 'weekday:3'],
  ])('%s names %s', (text, entity) => expect(entitiesIn(text)).toContain(entity));

  test.each([
    ['وزير المالية', 'country:مالي'],
    ['عمرو موسى', 'leader:صلاح'],
    ['وكان هناك', 'city:بوكانان'],
    ['حادث سير في المدينة', 'weekday:1'],
    ['جنوب أفريقيا', 'region:أفريقيا'],
  ])('%s does not name %s', (text, entity) => expect(entitiesIn(text)).not.toContain(entity));

  test('a capital names its country less surely than the name does', () => {
    const weight = (text: string) =>
      lexicon.entitiesIn(splitWords(text)).find(({ entity }) => entity === 'country:روسيا')?.weight ?? 0;
    expect(weight('روسيا')).toBe(1);
    expect(weight('موسكو')).toBeGreaterThan(0);
    expect(weight('موسكو')).toBeLessThan(1);
  });

  test('a role points at those who held it, weakly, and the names inside it still count', () => {
    const mentions = lexicon.entitiesIn(splitWords('رئيس الوزراء الروسي'));
    const byEntity = new Map(mentions.map((mention) => [mention.entity, mention]));
    expect(byEntity.get('leader:فلاديمير_بوتين')?.weight).toBeLessThan(0.5);
    expect(byEntity.get('phrase:رئيس_الوزراء')).toMatchObject({ start: 0, end: 2, weight: 1 });
    expect(byEntity.get('country:روسيا')).toMatchObject({ start: 2, end: 3, weight: 1 });
  });

  test('lie within the words given', () => {
    const word = fc.constantFrom(
      'الولايات',
      'المتحدة',
      'رئيس',
      'الوزراء',
      'الروسي',
      'وموسكو',
      'بن',
      'محمد',
      'قال',
      '',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        for (const { start, end, weight } of lexicon.entitiesIn(
          words.map((one) => ({ folded: fold(one) })),
        )) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(words.length);
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

test('every answer type has words that ask and words that answer, folded', () => {
  for (const type of CUE_TYPES) {
    const { question, sentence } = lexicon.cuesOf(type);
    expect(question.length).toBeGreaterThan(5);
    expect(sentence.length).toBeGreaterThan(5);
    expect(question.every((phrase) => phrase === phrase.split(' ').map(fold).join(' '))).toBe(true);
  }
});

describe('a table that breaks its format is refused, with its name and line', () => {
  test.each<[Partial<LexiconTables>, string]>([
    [{ paraphrase: '# comment\nheavy\tقتل مصرع' }, 'lexicon/paraphrase.tsv, line 2'],
    [{ paraphrase: '1.0\tإطلاق_سراح إفراج' }, 'phrases'],
    [{ places: 'روسيا\tplanet\t\t' }, 'lexicon/places.tsv, line 1'],
    [{ dialect: 'شو\tماذا\tslang' }, 'lexicon/dialect.tsv, line 1'],
    [{ answer_cues: 'weather\tquestion\tهل' }, 'lexicon/answer_cues.tsv, line 1'],
  ])('%o', (tables, message) => {
    expect(() => compileLexicon({ ...EMPTY, ...tables })).toThrow(LexiconTableError);
    expect(() => compileLexicon({ ...EMPTY, ...tables })).toThrow(message);
  });
});
