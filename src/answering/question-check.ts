/** Why a text is not a question that can be answered here. */
export type Rejection = 'empty' | 'too_long' | 'not_arabic';

/** The longest question, in UTF-16 code units: a long one is mostly a pasted text, and every word of it is searched. */
export const MAXIMUM_QUESTION_LENGTH = 500;

/**
 * Says why a text can't be answered as an Arabic question; `undefined` where it can. A name in Latin letters amid
 * Arabic is no reason.
 */
export function rejectionOf(text: string, { allowOtherLanguages = false } = {}): Rejection | undefined {
  const question = text.trim();
  if (!/\p{L}/u.test(question)) return 'empty';
  if (question.length > MAXIMUM_QUESTION_LENGTH) return 'too_long';
  if (!allowOtherLanguages && !isMostlyArabic(question)) return 'not_arabic';
  return undefined;
}

/** At least one word in three: names are often written as their owners do. */
function isMostlyArabic(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.filter((word) => /\p{Script=Arabic}/u.test(word)).length * 3 >= words.length;
}
