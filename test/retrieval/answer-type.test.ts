import { describe, expect, it } from 'vitest';
import { splitWords } from '../../src/arabic/words.ts';
import { type AnswerType, expectAnswer } from '../../src/retrieval/answer-type.ts';

const wordsOf = (text: string) => splitWords(text).map(({ folded }) => folded);
const mostExpected = (text: string): AnswerType | undefined =>
  [...expectAnswer(wordsOf(text)).types].sort(([, left], [, right]) => right - left)[0]?.[0];

describe('expectAnswer', () => {
  it.each<[string, AnswerType]>([
    ['متى تأسست المنظمة؟', 'date'],
    ['امتى بدأت القمة؟', 'date'],
    ['في أي عام انضمت الهند؟', 'date'],
    ['أين عقدت القمة؟', 'place'],
    ['فين اتعقدت القمة؟', 'place'],
    ['في أي مدينة اجتمع الرئيسان؟', 'place'],
    ['من أين جاء الوفد؟', 'place'],
    ['من التقى بوتين في سمرقند؟', 'person'],
    ['مين قابل بوتين؟', 'person'],
    ['من هو رئيس أوزبكستان؟', 'person'],
    ['كم عدد الدول الأعضاء؟', 'number'],
    ['كم دولة تضم المنظمة؟', 'number'],
    ['كم يوما استمرت القمة؟', 'duration'],
    ['ما نسبة سكان العالم في المنظمة؟', 'percent'],
    ['كم سعر التذكرة؟', 'money'],
    ['لماذا اجتمع القادة؟', 'reason'],
    ['ليش اجتمعوا؟', 'reason'],
    ['ما سبب الخلاف؟', 'reason'],
    ['كيف وصل الرئيس؟', 'manner'],
    ['هل انضمت إيران؟', 'yes-no'],
    ['ماذا قال الرئيس عن الحرب؟', 'quotation'],
    ['أي شركة فازت بالعقد؟', 'organisation'],
    ['ومتى تأسست؟', 'date'],
    ['فأين عقدت؟', 'place'],
    ['ومن حضرها؟', 'person'],
    ['مع من عقد رئيسي مباحثات؟', 'person'],
    ['إلى من وجّه الرئيس رسالته؟', 'person'],
    ['كيف وصف بوتين موقف الصين؟', 'quotation'],
  ])('reads «%s» as asking for a %s', (question, type) => {
    expect(mostExpected(question)).toBe(type);
  });

  it('does not take the preposition «من» for the question word', () => {
    expect(expectAnswer(wordsOf('متى خرج من القاعة؟')).types.has('person')).toBe(false);
  });

  it('expects more than one of a plural that is chosen among', () => {
    expect(expectAnswer(wordsOf('في أي مجالات ستتعاون إيران؟')).types.has('list')).toBe(true);
  });

  it('points at the counted noun', () => {
    const words = wordsOf('كم طفلا خطف التنظيم؟');
    expect(words[expectAnswer(words).head]).toBe('طفلا');
  });

  it('expects nothing of words that ask nothing', () => {
    expect(expectAnswer(wordsOf('الصين روسيا')).types.size).toBe(0);
    expect(expectAnswer([]).head).toBe(-1);
  });
});
