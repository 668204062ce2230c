import { type AnswerType, answerTypes } from '../answer-type.ts';
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
import * as lists from '../word-lists.ts';

/** Words of a passage and of a question that the reader sees at most; what comes after is not read. */
export const LONGEST_PASSAGE = 96;
export const LONGEST_QUESTION = 24;

/** A question and a passage as the reader takes them; features row by row, a row a word, each in [-1, 1]. */
export interface ReaderInput {
  /** Folded words, to be embedded. */
  readonly passageWords: readonly string[];
  readonly passageFeatures: Float32Array;
  readonly questionWords: readonly string[];
  readonly questionFeatures: Float32Array;
  /** How far each type of answer is expected, in the order of `answerTypes`. */
  readonly expected: Float32Array;
}

/** What can be answered by a span; the two others have no place in a sentence. */
const spanTypes: readonly AnswerType[] = answerTypes.filter((type) => type !== 'thing' && type !== 'yes-no');

export const PASSAGE_FEATURES = 40 + spanTypes.length;
export const QUESTION_FEATURES = 8;

/** The natural logarithm of the rarest word's rarity, about: features stay below 1. */
const RAREST = 13;

export interface ReaderInputOptions {
  readonly question: AnalysedQuestion;
  readonly analysis: PassageAnalysis;
  readonly background: Background;
}

/** Describes each word of a question and a passage for the reader. */
export function readerInput({ question, analysis, background }: ReaderInputOptions): ReaderInput {
  const words = analysis.words.slice(0, LONGEST_PASSAGE);
  const asked = question.words.slice(0, LONGEST_QUESTION);
  const matches = matchWords(question, analysis);
  return {
    passageWords: words.map(({ folded }) => folded),
    passageFeatures: passageFeatures({ question, analysis, background }, words, matches),
    questionWords: asked.map(({ folded }) => folded),
    questionFeatures: questionFeatures(question, asked, matches),
    expected: Float32Array.from(answerTypes, (type) => question.expectation.types.get(type) ?? 0),
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

function questionFeatures(
  question: AnalysedQuestion,
  asked: readonly PassageWord[],
  { term, strength }: WordMatches,
): Float32Array {
  const termAt = new Map(question.terms.map((each, index) => [each.position, index]));
  const held = new Float32Array(question.terms.length);
  for (const [position, index] of term.entries())
    if (index >= 0) held[index] = Math.max(held[index] ?? 0, strength[position] ?? 0);
  return Float32Array.from(
    asked.flatMap(({ isFunction }, position) => {
      const index = termAt.get(position) ?? -1;
      const own = question.terms[index];
      return [
        flag(isFunction),
        flag(question.expectation.asking.has(position)),
        flag(own !== undefined),
        (own?.backgroundRarity ?? 0) / RAREST,
        held[index] ?? 0,
        flag(position === question.expectation.head),
        flag(own?.isUnknown === true),
        position / LONGEST_QUESTION,
      ];
    }),
  );
}

function passageFeatures(
  { question, analysis, background }: ReaderInputOptions,
  words: readonly PassageWord[],
  { term, strength }: WordMatches,
): Float32Array {
  const { types } = question.expectation;
  const last = analysis.words.length - 1;
  const before = distances(words, (position) => (strength[position] ?? 0) >= 0.5, -1);
  const after = distances(words, (position) => (strength[position] ?? 0) >= 0.5, 1);
  const features = new Float32Array(words.length * PASSAGE_FEATURES);
  const typed = typedWords(analysis.spans, words.length, types);
  for (const [position, word] of words.entries()) {
    const { folded, stem } = word;
    const own = question.terms[term[position] ?? -1];
    const next = analysis.words[position + 1];
    const previous = analysis.words[position - 1];
    const listed = (list: ReadonlySet<string>) => flag(list.has(folded) || list.has(folded.slice(1)));
    const known = background.knows(stem);
    features.set(
      [
        flag(own?.stem === stem),
        strength[position] ?? 0,
        ((strength[position] ?? 0) * (own?.backgroundRarity ?? 0)) / RAREST,
        flag(own !== undefined && term[position] === question.headTerm),
        before[position] ?? 0,
        after[position] ?? 0,
        flag(word.isFunction),
        flag(!word.isFunction && !known),
        word.isFunction ? 0 : -Math.log(background.share(stem)) / RAREST,
        flag(/[0-9]/.test(folded)),
        flag(word.afterStop || position === 0),
        flag(next === undefined || next.afterStop),
        flag(/[([«"“]/.test(word.afterMark)),
        flag(/[)\]»"”]/.test(next?.afterMark ?? '')),
        flag(/[:،؛]/.test(word.afterMark)),
        flag(/^(?:[وبفك]?ال|و?لل)/.test(folded)),
        flag(/^و\p{L}{3}/u.test(folded) && stem[0] !== 'و'),
        flag(/^و?[بلك](?:ال)?\p{L}{3}/u.test(folded)),
        flag(/^[وف]?س?[يت]\p{L}{3,}$/u.test(folded)),
        flag(/^ال\p{L}{2,}(?:ي|يه)$/u.test(folded)),
        flag(/(?:ات|ون|ين)$/u.test(folded)),
        flag(/\p{L}{3}ه$/u.test(folded)),
        flag(/\p{L}{3}ا$/u.test(folded)),
        flag(lists.sayingVerbs.has(folded)),
        listed(lists.personTitles),
        listed(lists.givenNames),
        listed(lists.placeCues),
        listed(lists.organisationCues),
        flag(lists.placePrepositions.has(folded)),
        flag(lists.reasonCues.has(folded)),
        flag(lists.mannerCues.has(folded)),
        flag(lists.definitionCues.has(folded)),
        flag(lists.timeUnits.has(folded)),
        flag(previous !== undefined && lists.placePrepositions.has(previous.folded)),
        position / LONGEST_PASSAGE,
        position / Math.max(1, last),
        Math.min(1, folded.length / 10),
        ...typed.asked(position),
        ...typed.kinds(position),
      ],
      position * PASSAGE_FEATURES,
    );
  }
  return features;
}

/** For each word `1 / distance` to the nearest word on one side that passes, 0 where there is none. */
function distances(
  words: readonly unknown[],
  passes: (position: number) => boolean,
  step: 1 | -1,
): Float32Array {
  const near = new Float32Array(words.length);
  let distance = Number.POSITIVE_INFINITY;
  for (let count = 0; count < words.length; count++) {
    const position = step === -1 ? count : words.length - 1 - count;
    near[position] = 1 / distance;
    distance = passes(position) ? 1 : distance + 1;
  }
  return near;
}

/** Which typed spans cover each word, and whether one of a type asked for begins, runs through or ends there. */
function typedWords(spans: readonly TypedSpan[], length: number, types: ReadonlyMap<AnswerType, number>) {
  const kinds = new Float32Array(length * spanTypes.length);
  const asked = new Float32Array(length * 3);
  const raise = (values: Float32Array, at: number, value: number) => {
    if (value > (values[at] ?? 1)) values[at] = value;
  };
  for (const { type, first, last, strength } of spans) {
    const kind = spanTypes.indexOf(type);
    const wanted = strength * (types.get(type) ?? 0);
    for (let at = first; at <= Math.min(last, length - 1); at++) {
      if (kind >= 0) raise(kinds, at * spanTypes.length + kind, strength);
      raise(asked, 3 * at + 1, wanted);
    }
    if (first < length) raise(asked, 3 * first, wanted);
    if (last < length) raise(asked, 3 * last + 2, wanted);
  }
  return {
    kinds: (position: number) =>
      kinds.subarray(position * spanTypes.length, (position + 1) * spanTypes.length),
    asked: (position: number) => asked.subarray(3 * position, 3 * position + 3),
  };
}

const flag = (value: boolean) => (value ? 1 : 0);
