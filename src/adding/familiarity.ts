import { fold } from '../arabic/fold.ts';
import { isFunctionWord } from '../arabic/function-words.ts';

/** How much a text looks like Arabic as it is written. */
export interface Familiarity {
  /** Words in Arabic letters, of two and more. */
  readonly words: number;
  /** The share of them, from 0 to 1, that everyone knows the look of: function words, and words with the article. */
  readonly share: number;
}

const MOST_WORDS = 5000;
const ARABIC_WORD = /[\p{Script=Arabic}\p{M}]+/gu;
const WITH_ARTICLE = /^(?:[وفبك]?ال|لل).{2,}/u;

/**
 * What tells Arabic from bytes read in the wrong encoding and from letters in the wrong order: about half the words of
 * any Arabic text are particles or carry the article, and next to none of a garbled one's. Of 19,704 news articles of 30
 * words or more, none had a share below .15, nor, with its letters turned round, above .14.
 */
export function familiarity(text: string): Familiarity {
  const words = arabicWords(text);
  return { words: words.length, share: shareOf(words, isFamiliar) };
}

/** Whether the text would be Arabic if each of its words were read from its last letter to its first. */
export function looksReversed(text: string): boolean {
  const words = arabicWords(text);
  const backwards = shareOf(words, (word) => isFamiliar([...word].reverse().join('')));
  return backwards > 2 * shareOf(words, isFamiliar);
}

/** The first words in Arabic letters, however late in the text they begin. */
function arabicWords(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(ARABIC_WORD)) {
    const folded = fold(word);
    if (folded.length > 1) words.push(folded);
    if (words.length === MOST_WORDS) break;
  }
  return words;
}

function isFamiliar(word: string): boolean {
  return isFunctionWord(word) || WITH_ARTICLE.test(word);
}

function shareOf(words: readonly string[], test: (word: string) => boolean): number {
  return words.length === 0 ? 0 : words.filter(test).length / words.length;
}
