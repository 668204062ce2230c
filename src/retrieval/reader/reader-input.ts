import type { AnswerType } from '../answer-type.ts';
import type { Background } from '../background.ts';
import {
  entityKey,
  numberKey,
  type PassageAnalysis,
  type PassageWord,
  rootKey,
} from '../passage-analysis.ts';
import type { AnalysedQuestion } from '../question.ts';
import type { TypedSpan } from '../typed-spans.ts';

/** Words of a passage and of a question that the reader sees at most; what comes after is not read. */
export const LONGEST_PASSAGE = 96;
export const LONGEST_QUESTION = 24;
/** Characters of punctuation between two words that it sees at most. */
const MOST_MARKS = 2;

/**
 * A question and a passage as the reader takes them. It reads the words by itself; the hints, a row a word, each within
 * [0, 1.3], tell it what only the lexicon and the analysis know.
 */
export interface ReaderInput {
  readonly passageWords: readonly string[];
  /** The punctuation before each word, without spaces; most often none. */
  readonly passageMarks: readonly string[];
  /**
   * Of each word: whether it is a word of the question, how far it stands for one, that times the one's rarity, whether
   * that one says what is asked for, its own rarity; and how far an expected kind of answer begins, runs on and ends there.
   */
  readonly passageHints: Float32Array;
  readonly questionWords: readonly string[];
  /**
   * Of each word: whether it asks, whether it is looked for, its rarity, how far the passage has it, and whether it says
   * what is asked for.
   */
  readonly questionHints: Float32Array;
}

export const PASSAGE_HINTS = 8;
export const QUESTION_HINTS = 5;

/** The natural logarithm of the rarest word's rarity, about: hints stay near 1. */
const RAREST = 13;

export interface ReaderInputOptions {
  readonly question: AnalysedQuestion;
  readonly analysis: PassageAnalysis;
  readonly background: Background;
}

/** Describes a question and a passage for the reader. */
export function readerInput({ question, analysis, background }: ReaderInputOptions): ReaderInput {
  const words = analysis.words.slice(0, LONGEST_PASSAGE);
  const asked = question.words.slice(0, LONGEST_QUESTION);
  const matches = matchWords(question, analysis);
  return {
    passageWords: words.map(({ folded }) => folded),
    passageMarks: words.map(({ afterMark }) => afterMark.replace(/\s+/g, '').slice(0, MOST_MARKS)),
    passageHints: passageHints({ question, analysis, background }, words, matches),
    questionWords: asked.map(({ folded }) => folded),
    questionHints: questionHints(question, asked, matches),
  };
}

type TermsByKey = ReadonlyMap<string, readonly { readonly term: number; readonly weight: number }[]>;

/** Several passages are read for one question. */
const keptTerms = new WeakMap<AnalysedQuestion, TermsByKey>();

/** The terms that each key stands for. */
function termsByKey(question: AnalysedQuestion): TermsByKey {
  const before = keptTerms.get(question);
  if (before !== undefined) return before;
  const byKey = new Map<string, { term: number; weight: number }[]>();
  for (const [term, { keys }] of question.terms.entries()) {
    for (const [key, weight] of keys) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [{ term, weight }]);
      else list.push({ term, weight });
    }
  }
  keptTerms.set(question, byKey);
  return byKey;
}

/** The term that each word of the passage stands for best, and how far; -1 where it stands for none. */
interface WordMatches {
  readonly term: Int16Array;
  readonly strength: Float32Array;
}

function matchWords(question: AnalysedQuestion, { words, entities, numbers }: PassageAnalysis): WordMatches {
  const byKey = termsByKey(question);
  const found = { term: new Int16Array(words.length).fill(-1), strength: new Float32Array(words.length) };
  const note = (position: number, key: string, scale: number) => {
    for (const { term, weight } of byKey.get(key) ?? []) {
      const strength = weight * scale;
      if (strength <= (found.strength[position] ?? 1)) continue;
      found.strength[position] = strength;
      found.term[position] = term;
    }
  };
  for (const [position, { stem, isFunction }] of words.entries()) {
    note(position, stem, 1);
    if (!isFunction) note(position, rootKey(stem), 1);
  }
  for (const { entity, start, end, weight } of entities)
    for (let at = start; at < end; at++) note(at, entityKey(entity), weight);
  for (const { value, start, end } of numbers)
    for (let at = start; at < end; at++) note(at, numberKey(value), 1);
  return found;
}

function questionHints(
  question: AnalysedQuestion,
  asked: readonly PassageWord[],
  { term, strength }: WordMatches,
): Float32Array {
  const termAt = new Map(question.terms.map((each, index) => [each.position, index]));
  const held = new Float32Array(question.terms.length);
  for (const [position, index] of term.entries())
    if (index >= 0) held[index] = Math.max(held[index] ?? 0, strength[position] ?? 0);
  const hints = new Float32Array(asked.length * QUESTION_HINTS);
  for (const position of asked.keys()) {
    const index = termAt.get(position) ?? -1;
    const own = question.terms[index];
    hints.set(
      [
        flag(question.expectation.asking.has(position)),
        flag(own !== undefined),
        (own?.backgroundRarity ?? 0) / RAREST,
        held[index] ?? 0,
        flag(position === question.expectation.head),
      ],
      position * QUESTION_HINTS,
    );
  }
  return hints;
}

function passageHints(
  { question, analysis, background }: ReaderInputOptions,
  words: readonly PassageWord[],
  { term, strength }: WordMatches,
): Float32Array {
  const expected = expectedWords(analysis.spans, words.length, question.expectation.types);
  const hints = new Float32Array(words.length * PASSAGE_HINTS);
  for (const [position, { stem, isFunction }] of words.entries()) {
    const own = question.terms[term[position] ?? -1];
    const match = strength[position] ?? 0;
    hints.set(
      [
        flag(own?.stem === stem),
        match,
        (match * (own?.backgroundRarity ?? 0)) / RAREST,
        flag(own !== undefined && term[position] === question.headTerm),
        isFunction ? 0 : -Math.log(background.share(stem)) / RAREST,
      ],
      position * PASSAGE_HINTS,
    );
    hints.set(expected.subarray(3 * position, 3 * position + 3), position * PASSAGE_HINTS + 5);
  }
  return hints;
}

/** Of each word, how far a span of a type asked for begins there, runs through it and ends there. */
function expectedWords(
  spans: readonly TypedSpan[],
  length: number,
  types: ReadonlyMap<AnswerType, number>,
): Float32Array {
  const expected = new Float32Array(length * 3);
  const raise = (at: number, value: number) => {
    if (value > (expected[at] ?? 1)) expected[at] = value;
  };
  for (const { type, first, last, strength } of spans) {
    const wanted = strength * (types.get(type) ?? 0);
    for (let at = first; at <= Math.min(last, length - 1); at++) raise(3 * at + 1, wanted);
    if (first < length) raise(3 * first, wanted);
    if (last < length) raise(3 * last + 2, wanted);
  }
  return expected;
}

const flag = (value: boolean) => (value ? 1 : 0);
