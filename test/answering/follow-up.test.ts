import { describe, expect, test } from 'vitest';
import { readFollowUp } from '../../src/answering/follow-up.ts';
import { lexicon } from '../retrieval/knowledge.ts';

const organisation = {
  question: 'ما أهداف المنظمة؟',
  sentence: 'تهدف المنظمة، بحسب الوثيقة الأساسية، إلى تعزيز سياسات الثقة المتبادلة.',
};
const russia = {
  question: 'ما موقف روسيا من تايوان؟',
  sentence: 'خلال اللقاء، أكد الرئيس بوتين التزام موسكو بمبدأ "الصين الواحدة".',
};

describe('a question that leans on the one before', () => {
  test.each([
    ['ومتى تأسست؟', 'ومتى تأسست؟ المنظمة'],
    ['كم عدد أعضائها؟', 'كم عدد أعضائها؟ المنظمة'],
    ['متى تأسست؟', 'متى تأسست؟ المنظمة'],
    ['وكم دولة تضم؟', 'وكم دولة تضم؟ المنظمة'],
    ['طيب ومتى تأسست', 'طيب ومتى تأسست المنظمة'],
    ['ومين أعضاءها؟', 'ومين أعضاءها؟ المنظمة'],
    ['لماذا؟', 'لماذا؟ المنظمة'],
    ['وفيها كام دولة؟', 'وفيها كام دولة؟ المنظمة'],
  ])('%s', (question, complete) => {
    expect(readFollowUp({ question, previous: organisation, lexicon })).toBe(complete);
  });
});

test('what was asked for is not taken for what was spoken of', () => {
  const previous = {
    question: 'كم دولة تضم المنظمة؟',
    sentence: 'تضم المنظمة التي تأسست عام 2001 ثماني دول.',
  };
  expect(readFollowUp({ question: 'ومتى تأسست؟', previous, lexicon })).toBe('ومتى تأسست؟ المنظمة');
});

describe('a question what about something else', () => {
  test.each([
    ['وماذا عن الصين؟', 'ما موقف الصين من تايوان؟'],
    ['طيب وشو عن إيران؟', 'ما موقف إيران من تايوان؟'],
    ['وإيران؟', 'ما موقف إيران من تايوان؟'],
    ['وعن إيران؟', 'ما موقف إيران من تايوان؟'],
    ['وماذا عن الطاقة؟', 'ما موقف روسيا من تايوان؟ الطاقة'],
  ])('%s', (question, complete) => {
    expect(readFollowUp({ question, previous: russia, lexicon })).toBe(complete);
  });
});

describe('a question that stands alone', () => {
  test.each([
    'متى تأسست المنظمة؟',
    'من التقى بوتين في سمرقند؟',
    'ما هو موقف الصين؟',
    'كم سعر برميل النفط اليوم؟',
    'أين تقع قره باغ؟',
    'كم بلغ عدد القتلى في اشتباكات الحدود؟',
    'ما اتجاه الرياح؟',
  ])('%s', (question) => {
    expect(readFollowUp({ question, previous: organisation, lexicon })).toBeUndefined();
  });
});
