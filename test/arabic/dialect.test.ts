import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDialectTable, toStandard } from '../../src/arabic/dialect.ts';
import { fold } from '../../src/arabic/fold.ts';
import { LexiconData } from '../../src/arabic/lexicon-data.ts';

const data = LexiconData.parse(JSON.parse(readFileSync('models/isnad-ar-lexicon/lexicon.json', 'utf8')));
const table = createDialectTable(data);
const read = (question: string) => toStandard(question, table);

describe.each<[string, [string, string][]]>([
  [
    'Levantine',
    [
      ['مين قابل بوتين في سمرقند؟', 'من التقى بوتين في سمرقند؟'],
      ['شو صار بالقمة؟', 'ماذا حدث بالقمة؟'],
      ['وين انعقدت القمة؟', 'أين انعقدت القمة؟'],
      ['قديش عدد الدول الأعضاء؟', 'كم عدد الدول الأعضاء؟'],
      ['إيمتى رح تنعقد القمة الجاية؟', 'متى سوف تنعقد القمة القادمة؟'],
      ['ليش هاد الاجتماع؟', 'لماذا هذا الاجتماع؟'],
    ],
  ],
  [
    'Egyptian',
    [
      ['فين اتعملت القمة؟', 'أين أقيمت القمة؟'],
      ['ليه الرئيس هيسافر؟', 'لماذا الرئيس يسافر؟'],
      ['كام دولة بتشارك في القمة؟', 'كم دولة تشارك في القمة؟'],
      ['ازاي بيقولوا إنهم اتفقوا؟', 'كيف يقولون إنهم اتفقوا؟'],
      ['مين اللي ماحضرش الاجتماع؟', 'من الذي لم حضر الاجتماع؟'],
      ['قد ايه عدد القتلى؟', 'كم عدد القتلى؟'],
    ],
  ],
  [
    'Gulf',
    [
      ['وش قال الرئيس الصيني؟', 'ماذا قال الرئيس الصيني؟'],
      ['متى بيجتمعون؟', 'متى يجتمع؟'],
      ['وشلون وصلوا؟', 'كيف وصلوا؟'],
      ['منو يبي يستضيف القمة؟', 'من يريد يستضيف القمة؟'],
    ],
  ],
  [
    'Iraqi',
    [
      ['شنو قال بوتين؟', 'ماذا قال بوتين؟'],
      ['شكد عدد القتلى؟', 'كم عدد القتلى؟'],
      ['شوكت صارت القمة؟', 'متى حدثت القمة؟'],
      ['ليش ماكو اتفاق؟', 'لماذا لا يوجد اتفاق؟'],
      ['شسوى الرئيس؟', 'ماذا فعل الرئيس؟'],
    ],
  ],
  [
    'Maghrebi',
    [
      ['علاش مشى بوتين لسمرقند؟', 'لماذا ذهب بوتين لسمرقند؟'],
      ['شكون اللي تلاقى مع بوتين؟', 'من الذي التقى مع بوتين؟'],
      ['شحال ديال الدول شاركت؟', 'كم الدول شاركت؟'],
      ['وقتاش تأسست المنظمة؟', 'متى تأسست المنظمة؟'],
      ['واش حضر الرئيس الصيني؟', 'هل حضر الرئيس الصيني؟'],
      ['شنوة صار في القمة؟', 'ماذا حدث في القمة؟'],
    ],
  ],
  [
    'Sudanese',
    [
      ['القمة دي متين؟', 'القمة هذه متى؟'],
      ['داير أعرف منو حضر', 'يريد أعرف من حضر'],
      ['الرئيس قال شنو؟', 'الرئيس قال ماذا؟'],
    ],
  ],
])('%s', (_dialect, questions) => {
  test.each(questions)('%s', (question, standard) => {
    expect(read(question)).toMatchObject({ isDialect: true, text: standard });
  });
});

describe('standard Arabic is left alone', () => {
  test.each([
    'من حضر القمة؟',
    'متى جاب اللاعب الهدف؟',
    'هل راح ضحيتها مدنيون؟',
    'أية دولة استضافت القمة؟',
    'بتهمة ماذا حوكم؟',
    'بيان القمة ماذا تضمن؟',
    'ما موقف هيومن رايتس ووتش؟',
    'من هو شوكت ميرضيائيف رئيس أوزبكستان؟',
    'ما أثر ذلك على غير المسلمين؟',
    'من مؤلف كتاب الأغاني؟',
    'ما هي منظمة شنغهاي للتعاون؟',
  ])('%s', (question) => {
    expect(read(question)).toEqual({ isDialect: false, text: question, changed: [] });
  });
});

describe('a missing space is put in, dialect or not', () => {
  test.each([
    ['ماهي الدول الأعضاء؟', 'ما هي الدول الأعضاء؟'],
    ['ماهو موعد القمة؟', 'ما هو موعد القمة؟'],
    ['مالذي قاله بوتين؟', 'ما الذي قاله بوتين؟'],
  ])('%s', (question, standard) =>
    expect(read(question)).toMatchObject({ isDialect: false, text: standard }),
  );
});

test('words that are standard too keep their own reading beside the dialect one', () => {
  const [asking, went] = read('ليش راح بوتين لسمرقند؟').changed;
  expect(asking?.standard).toEqual([fold('لماذا')]);
  expect(went?.standard).toContain(fold('ذهب'));
  expect(went?.standard).toContain(fold('راح'));
});

test('changed words point at their place in the question', () => {
  const word = fc.constantFrom(
    'مين',
    'شو',
    'القمة',
    'بيقولوا',
    'ماهي',
    'راح',
    'قد',
    'إيه',
    'ماحضرش',
    'هالشهر',
    'بوتين',
    '2022',
    '؟',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 10 }), fc.constantFrom(' ', '  ', ' \u200f'), (words, gap) => {
      const question = words.join(gap);
      let from = 0;
      for (const { start, end, written } of read(question).changed) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(question.slice(start, end).split(/[^\p{L}]+/u)).toEqual(written.split(' '));
        from = end;
      }
    }),
  );
});

test('any text is read without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(read(text).changed).toBeInstanceOf(Array);
    }),
  );
});
