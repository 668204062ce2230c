import { PASSAGE_HINTS, QUESTION_HINTS, type ReaderInput } from './reader-input.ts';
import type { WordPieces } from './word-pieces.ts';

/** Tokens of a question with the one before it, and of question and passage together, at most; as in training. */
const MOST_QUESTION_TOKENS = 40;
const MOST_TOKENS = 192;

/** Hints of a token: a word's of the passage, then a word's of the question; the other ones are zero. */
export const HINTS = PASSAGE_HINTS + QUESTION_HINTS;

/** A question and a passage as one sequence of tokens: `[CLS] question [SEP] passage [SEP]`. */
export interface ReaderSequence {
  readonly ids: readonly number[];
  /** Tokens of the question with the marks around it; the passage's come after. */
  readonly asked: number;
  /** The first and the last token of each word of the passage that there was room for. */
  readonly firsts: readonly number[];
  readonly lasts: readonly number[];
  /** Writes the hints of all tokens, `HINTS` numbers each. */
  writeHints(into: Float32Array): void;
}

/** Lays out what is read. */
export function readerSequence(input: ReaderInput, pieces: WordPieces): ReaderSequence {
  const { questionWords, questionHints, passageWords, passageMarks, passageHints } = input;
  const ids: number[] = [pieces.opening];
  const idsOf = (word: string) => {
    const own = pieces.idsOf(word);
    return own.length === 0 ? [pieces.unknown] : own;
  };
  const askedEnds: number[] = [];
  for (const word of questionWords) {
    const own = idsOf(word);
    if (ids.length + own.length > MOST_QUESTION_TOKENS) break;
    ids.push(...own);
    askedEnds.push(ids.length);
  }
  ids.push(pieces.closing);
  const asked = ids.length;
  const firsts: number[] = [];
  const lasts: number[] = [];
  for (const [position, word] of passageWords.entries()) {
    const marks = pieces.idsOf(passageMarks[position] ?? '');
    const own = idsOf(word);
    if (ids.length + marks.length + own.length >= MOST_TOKENS) break;
    ids.push(...marks, ...own);
    firsts.push(ids.length - own.length);
    lasts.push(ids.length - 1);
  }
  ids.push(pieces.closing);
  return {
    ids,
    asked,
    firsts,
    lasts,
    writeHints(into) {
      for (const [word, end] of askedEnds.entries()) {
        const row = questionHints.subarray(word * QUESTION_HINTS, (word + 1) * QUESTION_HINTS);
        for (let at = askedEnds[word - 1] ?? 1; at < end; at++) into.set(row, at * HINTS + PASSAGE_HINTS);
      }
      for (const [word, first] of firsts.entries()) {
        const row = passageHints.subarray(word * PASSAGE_HINTS, (word + 1) * PASSAGE_HINTS);
        for (let at = first; at <= (lasts[word] ?? first); at++) into.set(row, at * HINTS);
      }
    },
  };
}
