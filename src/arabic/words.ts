import { fold } from './fold.ts';
import type { TextRange } from './text-range.ts';

/** A word of a text, with its place there. */
export interface Word extends TextRange {
  /** `fold` of what the range covers; never empty. */
  readonly folded: string;
}

const DIGIT = '[0-9\\u0660-\\u0669\\u06F0-\\u06F9]';
const POINT = '[.\\u066B]';
const INVISIBLE =
  '[\\u00AD\\u034F\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFE00-\\uFE0F\\uFEFF]';

/** 1,200 and 1٬200.5, where each comma stands before three digits. */
const THOUSANDS = `${DIGIT}{1,3}(?:[,\\u066C]${DIGIT}{3})+(?!${DIGIT})(?:${POINT}${DIGIT}+)?`;
/** 3.5 but not 15.9.2022, whose day, month and year are words of their own. */
const DECIMAL = `(?<!${DIGIT}${POINT})${DIGIT}+${POINT}${DIGIT}+(?!${DIGIT}|${POINT}${DIGIT})`;
/** A conjunction or preposition joined to a number: و3.5. */
const JOINED = '(?:[\\u0648\\u0641\\u0628\\u0644\\u0643]\\u0640?)?';
/** Signs that Unicode calls letters but that stand for whole phrases (ﷺ) or nothing, whose folded form holds spaces. */
const PHRASE = '\\uFDFA\\uFDFB\\u037A';
/** Letters and digits with their marks; invisible characters only between them. */
const LETTERS = `[^\\P{L}${PHRASE}]|\\p{N}`;
const LETTERS_AND_DIGITS = `(?:${LETTERS})(?:${INVISIBLE}*(?:${LETTERS}|\\p{M}))*`;

const WORD = new RegExp(`${JOINED}(?:${THOUSANDS}|${DECIMAL})|${LETTERS_AND_DIGITS}`, 'gu');

/**
 * The words of a text in reading order, with their places in UTF-16 code units of the text as given.
 *
 * A word covers its letters, digits and marks, and tatweel or invisible characters between them. A number with its
 * decimals and thousands is one word; whatever `/`, `-` or any other sign joins are several.
 */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const folded = fold(match[0]);
    if (folded !== '') words.push({ start: match.index, end: match.index + match[0].length, folded });
  }
  return words;
}
