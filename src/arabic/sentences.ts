import { coveredPositions, IN_BRACKETS, IN_QUOTATION, OPEN_TEXT } from './quotations.ts';
import type { TextRange } from './text-range.ts';

export interface SplitSentencesOptions {
  /** The longest sentence, in UTF-16 code units, at least 2; a longer one is cut at `؛`, else `،`, else whitespace. */
  readonly maximumLength?: number;
}

const LINE = /[^\n\r\u2028\u2029]+/gu;
const ENDING = /(?:\.|[؟?!…])[.؟?!…]*/gu;
/** Quotation marks and brackets that close behind an ending belong to the sentence it ends. */
const CLOSERS = /(?:["”“»'’)\]}\u200E\u200F]|\[\p{Nd}{1,3}\])*/uy;
/** What stands behind an ending that ends nothing. */
const GOES_ON = /^\s?[،؛,;]/u;
/** A dash that begins the next item of a list, without a space before it. */
const NEW_ITEM = /^[-–—•*][\s\p{L}]/u;
const ARABIC_WORD = /^[\u0621-\u064A][\u064B-\u0652]*(?:[\u0621-\u064A][\u064B-\u0652]*){2}/u;
const WHITESPACE = /\s*/uy;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** The letters, digits and dots right before a place; as far back as an abbreviation can reach. */
const TOKEN_BEFORE = /[\p{L}\p{M}\p{N}.\u200C\u200D]*$/u;
const LONGEST_ABBREVIATION = 12;

/** د. م. هـ. J. and their chains ق.م. ص.ب. أ.د., perhaps behind a joined conjunction. */
const INITIALS = /^و?(?:\p{L}\p{M}*\u0640*\.)*\p{L}\p{M}*\u0640*$/u;
const LATIN_ABBREVIATION =
  /^(?:Dr|Mr|Mrs|Ms|St|Prof|Jr|Sr|vs|No|Inc|Ltd|Corp|Co|Gen|Col|Lt|Sgt|Rev|Sen|Gov|Vol|pp|cf)$/u;
/** A list number or letter alone at the start of a sentence. */
const NUMBER_ALONE = /^[\s("«\-–•*]*[\p{Nd}]{1,3}$/u;

/**
 * The sentences of a text in reading order, as ranges in UTF-16 code units, trimmed of whitespace, never overlapping;
 * what lies between two ranges is whitespace only.
 *
 * A sentence ends at a line's end and at `.`, `؟`, `?`, `!` or `…`, together with the marks, closing quotation
 * marks and brackets that follow. Quotations up to 200 code units, brackets up to 300, abbreviations, initials, numbers,
 * dates and addresses stay whole. Takes time linear in the text's length.
 */
export function splitSentences(
  text: string,
  { maximumLength = 1200 }: SplitSentencesOptions = {},
): TextRange[] {
  const sentences: TextRange[] = [];
  for (const line of text.matchAll(LINE)) {
    for (const { start, end } of splitLine(line[0])) {
      const sentence = { start: start + line.index, end: end + line.index };
      for (const part of cutLong(text, sentence, Math.max(2, maximumLength))) sentences.push(part);
    }
  }
  return sentences;
}

function splitLine(line: string): TextRange[] {
  const covered = coveredPositions(line);
  const sentences: TextRange[] = [];
  let start = 0;
  let checked = 0;
  let hasWords = false;
  const close = (end: number) => {
    hasWords ||= LETTER_OR_DIGIT.test(line.slice(checked, end));
    checked = end;
    const previous = sentences.at(-1);
    if (hasWords) sentences.push({ start, end });
    else if (previous !== undefined) sentences[sentences.length - 1] = { start: previous.start, end };
    else return;
    start = end;
    hasWords = false;
  };
  for (const { 0: marks, index } of line.matchAll(ENDING)) {
    const end = index < checked ? undefined : endOfSentence(line, start, index, marks, covered);
    if (end !== undefined) close(end);
  }
  if (start < line.length) close(line.length);
  if (start < line.length) sentences.push({ start, end: line.length });
  return sentences.flatMap((sentence) => trimmed(line, sentence));
}

/** The range without the whitespace at its edges; none where nothing else is in it. */
function trimmed(text: string, { start, end }: TextRange): TextRange[] {
  const content = text.slice(start, end);
  const first = start + content.length - content.trimStart().length;
  return content.trim() === '' ? [] : [{ start: first, end: first + content.trim().length }];
}

/** Where the sentence ends that has these marks at this place; `undefined` where it goes on behind them. */
function endOfSentence(
  line: string,
  start: number,
  index: number,
  marks: string,
  covered: Uint8Array,
): number | undefined {
  CLOSERS.lastIndex = index + marks.length;
  const closers = CLOSERS.exec(line)?.[0] ?? '';
  const end = index + marks.length + closers.length;
  if (covered[index] === IN_BRACKETS || (covered[index] === IN_QUOTATION && covered[end] !== OPEN_TEXT)) {
    return undefined;
  }
  if (GOES_ON.test(line.slice(end, end + 2))) return undefined;
  if (covered[index] === IN_QUOTATION && !marks.includes('.') && isTitle(line, index, end, covered))
    return undefined;
  if (marks === '.' && !periodEnds(line, start, index, end)) return undefined;
  return end;
}

/** Whether the quotation around a place is a name such as «من أنت؟», which no colon introduces, inside a sentence. */
function isTitle(line: string, index: number, end: number, covered: Uint8Array): boolean {
  if (end === line.length) return false;
  let opening = index;
  while (covered[opening - 1] === IN_QUOTATION) opening--;
  return !/:\s*$/u.test(line.slice(Math.max(0, opening - 3), opening));
}

/** Whether the sentence that begins at `start` ends with the full stop at `index` and its closers up to `end`. */
function periodEnds(line: string, start: number, index: number, end: number): boolean {
  const before =
    TOKEN_BEFORE.exec(line.slice(Math.max(start, index - LONGEST_ABBREVIATION), index))?.[0] ?? '';
  if (index - start <= 12 && NUMBER_ALONE.test(line.slice(start, index))) return false;
  if (end === line.length || /\s/u.test(line.charAt(end))) {
    return !INITIALS.test(before) && !LATIN_ABBREVIATION.test(before);
  }
  if (NEW_ITEM.test(line.slice(end, end + 2))) return true;
  const wordEndsHere =
    end > index + 1 ||
    /[\u0621-\u0652]{3}$|\p{Nd}{3}$/u.test(before) ||
    /[\])»"]/u.test(line.charAt(index - 1));
  return wordEndsHere && ARABIC_WORD.test(line.slice(end, end + 12));
}

function* cutLong(text: string, range: TextRange, maximumLength: number): Generator<TextRange> {
  let { start } = range;
  while (range.end - start > maximumLength) {
    const cut = start + cutPlace(text.slice(start, start + maximumLength));
    yield { start, end: start + text.slice(start, cut).trimEnd().length };
    WHITESPACE.lastIndex = cut;
    start = cut + (WHITESPACE.exec(text)?.[0].length ?? 0);
  }
  yield { start, end: range.end };
}

/** Where to cut a window of text: behind its last `؛`, else `،`, else at its last whitespace, else at its end. */
function cutPlace(window: string): number {
  const least = window.length >> 2;
  for (const mark of [/؛(?=\s)/gu, /[،,](?=\s)/gu, /\s/gu]) {
    const last = [...window.matchAll(mark)].at(-1);
    if (last !== undefined && last.index >= least) return last.index + 1;
  }
  const splitsPair = /[\uD800-\uDBFF]$/u.test(window);
  return splitsPair ? window.length - 1 : window.length;
}
