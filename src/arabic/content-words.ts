import { isFunctionWord, isQuestionWord } from './function-words.ts';
import type { Word } from './words.ts';

/** The words that carry what a question is about: neither function words nor those that only ask. */
export function contentWords(words: readonly Word[]): Word[] {
  return words.filter(({ folded }) => !isFunctionWord(folded) && !isQuestionWord(folded));
}
