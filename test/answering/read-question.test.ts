import { describe, expect, test } from 'vitest';
import type { PreviousTurn } from '../../src/answering/follow-up.ts';
import { readQuestion } from '../../src/answering/read-question.ts';
import { lexicon } from '../retrieval/knowledge.ts';
import { archive } from '../support/archive.ts';
import { catalogueOf } from '../support/catalogue.ts';

const today = new Date(2022, 9, 20);
const read = (question: string, previous?: PreviousTurn, articles = archive) =>
  readQuestion({ question, previous, lexicon, catalogue: catalogueOf(articles), today });

const JAZEERA = { publisher: 'الجزيرة نت' };
const SEPTEMBER = { published: { from: '09-01', to: '09-31' } };
const OCTOBER = { published: { from: '10-01', to: '10-31' } };

const CITING = [
  'ماذا قالت الجزيرة في سبتمبر عن الجسر؟',
  'كم عدد القتلى بحسب الجزيرة؟',
  'كم عدد القتلى في مقال «انهيار جسر النخيل»؟',
  'ماذا نشر في عام 1999 عن الجسر؟',
];

test.each(CITING)('where there is but one article, «%s» is asked as it is', (question) => {
  expect(read(question, undefined, archive.slice(0, 1))).toEqual({ text: question });
});

test('a scope that holds every article limits nothing', () => {
  const ofOne = archive.filter(({ publisher }) => publisher === 'الجزيرة نت');
  expect(read('كم عدد القتلى بحسب الجزيرة؟', undefined, ofOne)).toEqual({
    text: 'كم عدد القتلى بحسب الجزيرة؟',
  });
});

test('what is said of something is asked openly, all else is not', () => {
  expect(read('ماذا قالت الجزيرة عن الجسر؟')).toMatchObject({ isOpen: true });
  expect(read('كم عدد القتلى بحسب الجزيرة؟')).toEqual({
    text: 'كم عدد القتلى؟',
    scope: JAZEERA,
    isOpen: false,
  });
});

describe('after a question with a scope', () => {
  const before: PreviousTurn = {
    question: 'كم قتل في انهيار الجسر؟',
    sentence: 'قتل 12 شخصا في انهيار جسر النخيل بمدينة الواحة.',
    scope: { ...JAZEERA, ...SEPTEMBER },
  };

  test.each([
    ['ومتى حدث؟', { ...JAZEERA, ...SEPTEMBER }],
    ['وفي أكتوبر؟', { ...JAZEERA, ...OCTOBER }],
    ['وماذا قالت في أكتوبر؟', { ...JAZEERA, ...OCTOBER }],
    ['وبحسب المدار؟', { publisher: 'صحيفة المدار', ...SEPTEMBER }],
    ['وماذا قالت المدار؟', { publisher: 'صحيفة المدار', ...SEPTEMBER }],
    ['وفي مقال «لجنة تحقيق»؟', { title: 'لجنة تحقيق' }],
  ])('«%s» leans on it, and keeps of its scope what it does not name', (question, scope) => {
    expect(read(question, before).scope).toEqual(scope);
  });

  test.each(['وفي أكتوبر؟', 'وماذا قالت في أكتوبر؟', 'وبحسب المدار؟'])(
    '«%s» asks the same again',
    (question) => {
      expect(read(question, before).text).toBe(before.question);
    },
  );

  test('a source alone that does not lean on it keeps no more than the question', () => {
    const { text, scope } = read('ماذا قالت المدار؟', before);
    expect({ text, scope }).toEqual({ text: before.question, scope: { publisher: 'صحيفة المدار' } });
  });

  test('one that stands alone asks all articles', () => {
    const question = 'من صمم متحف الصحراء في الواحة؟';
    expect(read(question, before)).toEqual({ text: question });
  });
});

test('a source alone asks the question before of it', () => {
  const before = { question: 'كم قتل في انهيار الجسر؟', sentence: 'قتل 14 شخصا.' };
  expect(read('وبحسب الجزيرة؟', before)).toMatchObject({ text: before.question, scope: JAZEERA });
  expect(read('وفي أكتوبر؟', before).scope).toBeUndefined();
});
