import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAXIMUM_QUESTION_LENGTH, rejectionOf } from '../../src/answering/question-check.ts';

test.each([
  ['متى تأسست المنظمة؟', undefined],
  ['متى تأسست SCO؟', undefined],
  ['من هو Vladimir Putin؟', undefined],
  ['', 'empty'],
  [' \n\t ', 'empty'],
  ['؟؟؟', 'empty'],
  ['😀🎉', 'empty'],
  ['2001', 'empty'],
  ['\u200f\u202e\u0000', 'empty'],
  ['When was it founded?', 'not_arabic'],
  ['Когда встреча?', 'not_arabic'],
  ['ال when was the organization founded', 'not_arabic'],
  ['كلمة '.repeat(800), 'too_long'],
  ['word '.repeat(800), 'too_long'],
])('%j is %s', (text, rejection) => {
  expect(rejectionOf(text)).toBe(rejection);
});

test('a multilingual model takes other languages', () => {
  expect(rejectionOf('When was it founded?', { allowOtherLanguages: true })).toBeUndefined();
});

test('no text is too strange, and none over the limit passes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1200 }), (text) => {
      const rejection = rejectionOf(text);
      if (text.trim().length > MAXIMUM_QUESTION_LENGTH) expect(rejection).toBeDefined();
    }),
  );
});
