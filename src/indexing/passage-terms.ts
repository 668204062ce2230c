import { stem } from '../arabic/stem.ts';
import { splitWords } from '../arabic/words.ts';

/** The terms a passage is indexed and searched by: the stems of its words, in order, repeated as they stand. */
export function passageTerms(text: string): string[] {
  return splitWords(text).map((word) => stem(word.folded));
}
