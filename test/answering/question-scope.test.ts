import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArticleFilter } from '../../src/answering/article-catalogue.ts';
import { readScope } from '../../src/answering/question-scope.ts';
import { lexicon } from '../retrieval/knowledge.ts';
import { archive } from '../support/archive.ts';
import { catalogueOf } from '../support/catalogue.ts';

const today = new Date(2022, 9, 20);
const catalogue = catalogueOf([
  ...archive,
  { id: 'reuters', title: 'نشرة', publisher: 'وكالة رويترز', language: 'ar' },
  { id: 'middle-east', title: 'افتتاحية', publisher: 'صحيفة الشرق الأوسط', language: 'ar' },
  { id: 'today', title: 'عمود', publisher: 'اليوم', language: 'ar' },
  { id: 'bbc', title: 'رأي', publisher: 'BBC News عربي', language: 'ar' },
]);
const read = (question: string, previous?: ArticleFilter) =>
  readScope({ question, catalogue, lexicon, today, previous });

const JAZEERA = { publisher: 'الجزيرة نت' };
const MADAR = { publisher: 'صحيفة المدار' };
const SEPTEMBER = { published: { from: '09-01', to: '09-31' } };
const SEPTEMBER_2022 = { published: { from: '2022-09-01', to: '2022-09-30' } };

describe('a question that cites', () => {
  test.each<[string, ArticleFilter, string]>([
    ['ماذا قالت الجزيرة عن الجسر؟', JAZEERA, 'ماذا عن الجسر؟'],
    ['ماذا قالت قناة الجزيرة عن الجسر؟', JAZEERA, 'ماذا عن الجسر؟'],
    ['ما الذي ذكرته الجزيرة نت عن الجسر؟', JAZEERA, 'ما الذي عن الجسر؟'],
    ['شو قالت الجزيرة عن الجسر؟', JAZEERA, 'شو عن الجسر؟'],
    ['كيف وصفت الجزيرة انهيار الجسر؟', JAZEERA, 'كيف انهيار الجسر؟'],
    ['هل ذكرت الجزيرة عدد القتلى؟', JAZEERA, 'هل عدد القتلى؟'],
    ['متى قالت الجزيرة إن البناء ينتهي؟', JAZEERA, 'متى البناء ينتهي؟'],
    ['بحسب الجزيرة، كم عدد القتلى؟', JAZEERA, 'كم عدد القتلى؟'],
    ['كم عدد القتلى بحسب ما ذكرته الجزيرة؟', JAZEERA, 'كم عدد القتلى؟'],
    ['كم عدد القتلى حسب ما نشرته الجزيرة؟', JAZEERA, 'كم عدد القتلى؟'],
    ['كم عدد القتلى وفقًا للجزيرة؟', JAZEERA, 'كم عدد القتلى؟'],
    ['كم عدد القتلى وفق صحيفة "المدار"؟', MADAR, 'كم عدد القتلى؟'],
    ['كم عدد القتلى نقلا عن المدار؟', MADAR, 'كم عدد القتلى؟'],
    ['ماذا كتبت المدار عن اللجنة', MADAR, 'ماذا عن اللجنة'],
    ['ماذا جاء في تقرير الجزيرة عن الجسر؟', JAZEERA, 'ماذا عن الجسر؟'],
    ['ما أخبار الجزيرة عن الجسر؟', JAZEERA, 'ما عن الجسر؟'],
    ['ماذا قال تقرير نشرته المدار عن اللجنة؟', MADAR, 'ماذا قال عن اللجنة؟'],
    ['ماذا نقلت رويترز عن الوزير؟', { publisher: 'وكالة رويترز' }, 'ماذا عن الوزير؟'],
    ['ماذا قالت صحيفة الشرق الأوسط عن الهدنة؟', { publisher: 'صحيفة الشرق الأوسط' }, 'ماذا عن الهدنة؟'],
    ['ماذا قالت BBC News عربي عن الهدنة؟', { publisher: 'BBC News عربي' }, 'ماذا عن الهدنة؟'],
    ['ماذا قالت الجزيرة؟', JAZEERA, ''],
  ])('a publisher: «%s»', (question, scope, text) => {
    expect(read(question)).toEqual({ scope, text });
  });

  test.each<[string, ArticleFilter, string]>([
    ['ماذا قالت الجزيرة في سبتمبر عن الجسر؟', { ...JAZEERA, ...SEPTEMBER }, 'ماذا عن الجسر؟'],
    ['ماذا قالت الجزيرة في أيلول ٢٠٢٢ عن الجسر؟', { ...JAZEERA, ...SEPTEMBER_2022 }, 'ماذا عن الجسر؟'],
    ['في سبتمبر ماذا قالت الجزيرة عن الجسر؟', { ...JAZEERA, ...SEPTEMBER }, 'ماذا عن الجسر؟'],
    [
      'ما الذي نشرته الجزيرة بين 1 و15 سبتمبر 2022 عن الجسر؟',
      { ...JAZEERA, published: { from: '2022-09-01', to: '2022-09-15' } },
      'ما الذي عن الجسر؟',
    ],
    ['ماذا كتبت المدار الشهر الماضي عن الجسر؟', { ...MADAR, ...SEPTEMBER_2022 }, 'ماذا عن الجسر؟'],
    [
      'كم عدد القتلى وفقا للمدار في عام 2022؟',
      { ...MADAR, published: { from: '2022-01-01', to: '2022-12-31' } },
      'كم عدد القتلى؟',
    ],
    ['ماذا نشر في سبتمبر 2022 عن الجسر؟', SEPTEMBER_2022, 'ماذا عن الجسر؟'],
    ['من صمم المتحف في المقالات المنشورة في سبتمبر 2022؟', SEPTEMBER_2022, 'من صمم المتحف؟'],
    ['مقالات سبتمبر عن الجسر', SEPTEMBER, 'عن الجسر'],
    [
      'ما أخبار الأسبوع الماضي عن الجسر؟',
      { published: { from: '2022-10-09', to: '2022-10-15' } },
      'ما عن الجسر؟',
    ],
  ])('a time: «%s»', (question, scope, text) => {
    expect(read(question)).toEqual({ scope, text });
  });

  test.each<[string, ArticleFilter, string]>([
    ['من صمم المتحف بحسب مقال «افتتاح متحف الصحراء»؟', { title: 'افتتاح متحف الصحراء' }, 'من صمم المتحف؟'],
    [
      'كم عدد القتلى في مقال لجنة تحقيق في انهيار الجسر؟',
      { title: 'لجنة تحقيق في انهيار الجسر' },
      'كم عدد القتلى؟',
    ],
    ['بحسب مقال ملاحظات عن نهر الرمل، كم طول النهر؟', { title: 'ملاحظات عن نهر الرمل' }, 'كم طول النهر؟'],
    [
      'كم عدد القتلى في المقال المعنون "انهيار جسر النخيل"؟',
      { title: 'انهيار جسر النخيل' },
      'كم عدد القتلى؟',
    ],
    [
      'كم عدد القتلى بحسب «لجنة تحقيق في انهيار جسر النخيل»؟',
      { title: 'لجنة تحقيق في انهيار جسر النخيل' },
      'كم عدد القتلى؟',
    ],
    ['ماذا جاء في مقال «الحرب الكبرى» عن الجسر؟', { title: 'الحرب الكبرى' }, 'ماذا عن الجسر؟'],
  ])('an article: «%s»', (question, scope, text) => {
    expect(read(question)).toEqual({ scope, text });
  });
});

describe('a name or a date that is part of what is asked', () => {
  test.each([
    'متى عقدت قمة سبتمبر 2022؟',
    'ماذا حدث في سبتمبر 2022؟',
    'ماذا حدث في الأسبوع الماضي؟',
    'ما الذي حدث بين 1 و15 سبتمبر 2022؟',
    'متى تأسست الجزيرة؟',
    'أين مقر قناة الجزيرة؟',
    'من يعمل في قناة الجزيرة؟',
    'من مدير وكالة رويترز؟',
    'متى نشرت الجزيرة التسريبات؟',
    'لماذا قالت الجزيرة إنها أغلقت مكتبها؟',
    'كم تقريرا نشرت الجزيرة في سبتمبر؟',
    'من قال للجزيرة إن الجسر لم يخضع للصيانة؟',
    'ماذا قال المهندس سامر الحلبي للجزيرة؟',
    'ماذا قالت ليلى منصور عن الجسر؟',
    'ماذا قال سامر الحلبي في سبتمبر عن الجسر؟',
    'بحسب سامر الحلبي، متى كانت آخر صيانة؟',
    'ماذا قالت اللجنة في سبتمبر عن الجسر؟',
    'ماذا جاء في تقرير سبتمبر؟',
    'متى نشر التقرير؟',
    'من كتب المقال؟',
    'ماذا جاء في مقال عن نهر الرمل؟',
    'ما التسريبات التي نشرت في سبتمبر 2022؟',
    'متى صدر القرار الذي نشر في سبتمبر 2022 عن الضرائب؟',
    'من أخرج الفيلم الذي بثته الجزيرة عن الجسر؟',
    'أين صور المقطع الذي نشرته الجزيرة؟',
    'ماذا قالت دول الشرق الأوسط عن الهدنة؟',
    'ماذا قالت الشرق الأوسط عن الهدنة؟',
    'ماذا قالت اليوم الوزيرة عن الجسر؟',
    'كم يبلغ طول نهر الرمل؟',
    'ما أخبار الجسر؟',
    'هل اعتقلت الشرطة مراسل الجزيرة في سبتمبر 2022؟',
    'لجنة تحقيق في انهيار جسر النخيل',
    'من رأس لجنة تحقيق في انهيار جسر النخيل؟',
    'في أي عام افتتح متحف الصحراء؟',
    'وفق أي معيار اختير المتحف؟',
    'على حد قول من كان الجسر قديما؟',
  ])('«%s» asks all articles', (question) => {
    expect(read(question)).toBeUndefined();
  });

  test('never limits a question without a word that cites', () => {
    const word = fc.constantFrom(
      ...'متى من أين كم ماذا ما هل لماذا الجزيرة قناة المدار رويترز اليوم سبتمبر أيلول 2022 ٢٠٢٢ 15 عام شهر يوم'.split(
        ' ',
      ),
      ...'الماضي الأسبوع بين و15 إلى عن إن في على الجسر انهيار جسر النخيل متحف الصحراء لجنة تحقيق عقدت تأسست'.split(
        ' ',
      ),
      ...'افتتح صمم قتل «انهيار جسر النخيل» ؟ ، المهندس سامر'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), (words) => {
        expect(read(words.join(' '))).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });
});

test('no question is too strange, and what is left of it are its own words', () => {
  const word = fc.constantFrom(
    ...'قالت نشر نشرته بحسب وفقا مقال مقالات تقرير في من ما عن إن الجزيرة للجزيرة قناة سبتمبر 2022 بين 1 و15'.split(
      ' ',
    ),
    ...'«انهيار جسر النخيل» " « » ؟ ، : بعنوان الذي أخبار نقلا كم هل ماذا'.split(' '),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const scoped = read(words.join(' '));
      if (scoped === undefined) return;
      expect(Object.keys(scoped.scope).length).toBeGreaterThan(0);
      for (const left of scoped.text.split(/[\s؟]+/u)) expect(words.join(' ')).toContain(left);
    }),
    { numRuns: 1000 },
  );
});

test('a verb without a publisher speaks of the one before', () => {
  expect(read('وماذا قالت في أكتوبر؟')).toBeUndefined();
  expect(read('وماذا قالت في أكتوبر؟', SEPTEMBER)).toBeUndefined();
  expect(read('وماذا قالت في أكتوبر؟', { ...JAZEERA, ...SEPTEMBER })).toEqual({
    scope: { ...JAZEERA, published: { from: '10-01', to: '10-31' } },
    text: '',
  });
});
