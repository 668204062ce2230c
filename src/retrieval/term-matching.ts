import type { Outlines } from '../indexing/outlines.ts';
import type { AnalysedQuestion, QuestionTerm } from './question.ts';
import { type LetterPairs, letterPairs, pairLikeness } from './spelling-likeness.ts';
import type { WordVectors } from './word-vectors.ts';

/** How far a passage holds each term of a question; all arrays by the term's index, strengths in [0, 1]. */
export interface TermMatches {
  /** The very stem. */
  readonly exact: readonly number[];
  /** The stem, a relative, the number or the entity. */
  readonly related: readonly number[];
  /** The better of `related` and the nearest word by spelling. */
  readonly spelt: readonly number[];
  /** Similarity of the word nearest in meaning, by the embedding. */
  readonly similar: readonly number[];
  /** Where the best match stands, or -1. */
  readonly position: readonly number[];
}

type MutableMatches = { -readonly [Kind in keyof TermMatches]: number[] };

export interface TermMatcher {
  /** Without `closely`, neither spelling nor meaning is compared: keys alone, which is far cheaper. */
  matches(passage: number, options: { readonly closely: boolean }): TermMatches;
}

export interface TermMatcherOptions {
  readonly question: AnalysedQuestion;
  readonly outlines: Outlines;
  readonly wordVectors: WordVectors;
}

/** A likeness in spelling is no proof: it counts a little less than the word itself. */
const SPELLING_WEIGHT = 0.9;

/** Words longer than this are rare. */
const USUAL_LENGTH = 32;

/** Matches one question's terms with passages. Keep one for each question. */
export function createTermMatcher({ question, outlines, wordVectors }: TermMatcherOptions): TermMatcher {
  const { terms } = question;
  const { texts, wordTexts, wordStems, isFunction, wordOffsets, words } = outlines;
  const termsOfKeys = findKeys(terms, outlines);
  const compare = wordVectors.compareWith(terms.map(({ folded }) => wordVectors.idOf(folded)));
  const idAt = wordVectors.idsOf(texts);
  const pairsOfTerms = terms.map(({ stem }) => letterPairs(stem));
  const scratch = new Uint32Array(USUAL_LENGTH);
  // A row for each distinct word met, a column for each term.
  const rows = new Map<number, number>();
  const spellings: number[] = [];
  const meanings: number[] = [];

  const rowOf = (word: number): number => {
    const known = rows.get(word);
    if (known !== undefined) return known;
    const row = spellings.length;
    const stem = texts[wordStems[word] ?? 0] ?? '';
    const pairs = letterPairs(stem, scratch);
    const similarities = compare(idAt(wordTexts[word] ?? 0));
    for (let term = 0; term < terms.length; term++) {
      const isSame = terms[term]?.stem === stem;
      const likeness = isSame ? 1 : pairLikeness(pairsOfTerms[term] as LetterPairs, pairs);
      spellings.push(SPELLING_WEIGHT * likeness);
      meanings.push(Math.max(0, similarities[term] as number));
    }
    rows.set(word, row);
    return row;
  };

  const compareWords = (passage: number, { spelt, similar, position }: MutableMatches) => {
    const from = wordOffsets[passage] ?? 0;
    const end = wordOffsets[passage + 1] ?? 0;
    for (let at = from; at < end; at++) {
      const word = words[at] as number;
      if (isFunction[word] === 1) continue;
      const row = rowOf(word);
      for (let term = 0; term < terms.length; term++) {
        const meaning = meanings[row + term] as number;
        const spelling = spellings[row + term] as number;
        if (meaning > (similar[term] as number)) similar[term] = Math.fround(meaning);
        if (spelling > (spelt[term] as number)) {
          spelt[term] = Math.fround(spelling);
          position[term] = at - from;
        }
      }
    }
  };

  // Most passages hold none of the terms, and thousands of small arrays for a question are slow to make.
  const nothing = emptyMatches(terms.length);
  return {
    matches(passage, { closely }) {
      const held = matchKeys({ termsOfKeys, outlines, passage }, nothing);
      if (!closely) return held;
      const matches = {
        ...held,
        spelt: held.spelt.slice(),
        similar: held.similar.slice(),
        position: held.position.slice(),
      };
      compareWords(passage, matches);
      return matches;
    },
  };
}

/** Strengths are kept in the precision of a 32-bit float, the one that features have, in arrays of doubles. */
function emptyMatches(terms: number): MutableMatches {
  // An array that once held a fraction is laid out for fractions from the beginning, and so are its copies.
  const zeros = () => new Array<number>(terms).fill(0.5).fill(0);
  const [exact, related] = [zeros(), zeros()];
  return { exact, related, spelt: related, similar: exact, position: new Array<number>(terms).fill(-1) };
}

/** A term that a key stands for, and how far. */
interface TermOfKey {
  readonly index: number;
  readonly weight: number;
  readonly isOwn: boolean;
}

/** The question's keys that the passages hold. */
interface TermsOfKeys {
  /** By a text's place: 0, or one more than the place of its terms in `terms`. */
  readonly slots: Uint16Array;
  readonly terms: readonly (readonly TermOfKey[])[];
}

function findKeys(terms: readonly QuestionTerm[], { texts, places }: Outlines): TermsOfKeys {
  const slots = new Uint16Array(texts.length);
  const lists: TermOfKey[][] = [];
  for (const [index, { stem, keys }] of terms.entries()) {
    for (const [key, weight] of keys) {
      const place = places.get(key);
      if (place === undefined) continue;
      const slot = slots[place] || lists.push([]);
      slots[place] = slot;
      lists[slot - 1]?.push({ index, weight, isOwn: key === stem });
    }
  }
  return { slots, terms: lists };
}

interface KeysOfPassage {
  readonly termsOfKeys: TermsOfKeys;
  readonly outlines: Outlines;
  readonly passage: number;
}

/** What the passage's keys say of the terms; `nothing` itself where it holds none of them. */
function matchKeys(
  { termsOfKeys: { slots, terms }, outlines, passage }: KeysOfPassage,
  nothing: MutableMatches,
): MutableMatches {
  const { keyOffsets, keys, keyPositions, keyWeights, weights } = outlines;
  let { exact, related, position } = nothing;
  const end = keyOffsets[passage + 1] ?? 0;
  for (let at = keyOffsets[passage] ?? 0; at < end; at++) {
    const slot = slots[keys[at] as number] as number;
    if (slot === 0) continue;
    if (related === nothing.related)
      [exact, related, position] = [exact.slice(), related.slice(), position.slice()];
    for (const { index, weight, isOwn } of terms[slot - 1] ?? []) {
      const strength = weight * (weights[keyWeights[at] ?? 0] ?? 0);
      if (isOwn) exact[index] = Math.fround(strength);
      if (strength > (related[index] ?? 0)) {
        related[index] = Math.fround(strength);
        position[index] = keyPositions[at] ?? -1;
      }
    }
  }
  return related === nothing.related ? nothing : { exact, related, spelt: related, similar: exact, position };
}
