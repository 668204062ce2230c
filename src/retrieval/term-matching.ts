import type { PassageAnalysis, PassageWord } from './passage-analysis.ts';
import type { AnalysedQuestion, QuestionTerm } from './question.ts';
import type { WordVectors } from './word-vectors.ts';

/** How far a passage holds each term of a question; all arrays by the term's index, strengths in [0, 1]. */
export interface TermMatches {
  /** The very stem. */
  readonly exact: Float32Array;
  /** The stem, a relative, the number or the entity. */
  readonly related: Float32Array;
  /** The better of `related` and the nearest word by spelling. */
  readonly spelt: Float32Array;
  /** Similarity of the word nearest in meaning, by the embedding. */
  readonly similar: Float32Array;
  /** Where the best match stands, or -1. */
  readonly position: Int16Array;
}

const LEAST_SPELT_LENGTH = 4;
const LEAST_SPELT_LIKENESS = 0.6;

export interface TermMatcher {
  /** Without `closely`, neither spelling nor meaning is compared: keys alone, which is far cheaper. */
  matches(analysis: PassageAnalysis, options: { readonly closely: boolean }): TermMatches;
}

/** A likeness in spelling is no proof: it counts a little less than the word itself. */
const SPELLING_WEIGHT = 0.9;

/** Matches one question's terms with passages. Keep one for each question. */
export function createTermMatcher({ terms }: AnalysedQuestion, vectors: WordVectors): TermMatcher {
  const byKey = termsByKey(terms);
  const termIds = terms.map(({ folded }) => vectors.idOf(folded));
  const rows = new Map<string, number>();
  // A row for each word met, a column for each term; plain arrays, for thousands of small typed ones are slow to make.
  const spellings: number[] = [];
  const meanings: number[] = [];

  const rowOf = (word: PassageWord): number => {
    const known = rows.get(word.folded);
    if (known !== undefined) return known;
    const row = spellings.length;
    for (const { stem } of terms) {
      spellings.push(SPELLING_WEIGHT * spellingLikeness(stem, word.stem));
      meanings.push(Number.NaN);
    }
    rows.set(word.folded, row);
    return row;
  };

  /** Worked out when first asked for: it costs far more than all the rest. */
  const meaningOf = (row: number, term: number, word: PassageWord): number => {
    const known = meanings[row + term] ?? 0;
    if (!Number.isNaN(known)) return known;
    const meaning = Math.max(0, vectors.similarity(termIds[term] ?? -1, vectors.idOf(word.folded)));
    meanings[row + term] = meaning;
    return meaning;
  };

  return {
    matches(analysis, { closely }) {
      const found = {
        exact: new Float32Array(terms.length),
        related: new Float32Array(terms.length),
        spelt: new Float32Array(terms.length),
        similar: new Float32Array(terms.length),
        position: new Int16Array(terms.length).fill(-1),
      };
      matchKeys(byKey, analysis, found);
      found.spelt.set(found.related);
      found.similar.set(found.exact);
      if (!closely) return found;
      for (const position of analysis.content) {
        const word = analysis.words[position];
        if (word === undefined) continue;
        const row = rowOf(word);
        for (let term = 0; term < terms.length; term++) {
          const meaning = meaningOf(row, term, word);
          const spelling = spellings[row + term] ?? 0;
          if (meaning > (found.similar[term] ?? 0)) found.similar[term] = meaning;
          if (spelling > (found.spelt[term] ?? 0)) {
            found.spelt[term] = spelling;
            found.position[term] = position;
          }
        }
      }
      return found;
    },
  };
}

/** The terms that each key stands for. */
type TermsByKey = ReadonlyMap<
  string,
  readonly { readonly index: number; readonly weight: number; readonly isOwn: boolean }[]
>;

function termsByKey(terms: readonly QuestionTerm[]): TermsByKey {
  const byKey = new Map<string, { index: number; weight: number; isOwn: boolean }[]>();
  for (const [index, { stem, keys }] of terms.entries()) {
    for (const [key, weight] of keys) {
      const list = byKey.get(key) ?? [];
      list.push({ index, weight, isOwn: key === stem });
      byKey.set(key, list);
    }
  }
  return byKey;
}

/** A passage has fewer keys than the terms have relatives, so the passage's are the ones looked up. */
function matchKeys(byKey: TermsByKey, { keys }: PassageAnalysis, found: TermMatches): void {
  for (const [key, occurrence] of keys) {
    for (const { index, weight, isOwn } of byKey.get(key) ?? []) {
      const strength = weight * occurrence.weight;
      if (isOwn) found.exact[index] = strength;
      if (strength > (found.related[index] ?? 0)) {
        found.related[index] = strength;
        found.position[index] = occurrence.position;
      }
    }
  }
}

/** Dice coefficient of the two words' letter pairs, edges included; 0 for short words and below a floor. */
export function spellingLikeness(first: string, second: string): number {
  if (first === second) return 1;
  const shorter = Math.min(first.length, second.length);
  const longer = Math.max(first.length, second.length);
  const together = shorter + longer + 2;
  // The shorter word can share no more pairs than it has.
  if (shorter < LEAST_SPELT_LENGTH || 2 * (shorter + 1) < LEAST_SPELT_LIKENESS * together) return 0;
  const likeness = (2 * sharedPairs(letterPairs(first), letterPairs(second))) / together;
  return likeness >= LEAST_SPELT_LIKENESS ? likeness : 0;
}

const pairsOf = new Map<string, Uint32Array>();
const PAIRS_KEPT = 50_000;

/** The word's letter pairs as numbers, sorted. */
function letterPairs(word: string): Uint32Array {
  const known = pairsOf.get(word);
  if (known !== undefined) return known;
  const pairs = new Uint32Array(word.length + 1);
  let previous = 0;
  for (let at = 0; at <= word.length; at++) {
    const letter = at < word.length ? word.charCodeAt(at) : 0;
    pairs[at] = previous * 0x1_0000 + letter;
    previous = letter;
  }
  pairs.sort();
  if (pairsOf.size >= PAIRS_KEPT) pairsOf.clear();
  pairsOf.set(word, pairs);
  return pairs;
}

/** How many members two sorted lists share. */
function sharedPairs(first: Uint32Array, second: Uint32Array): number {
  let shared = 0;
  for (let left = 0, right = 0; left < first.length && right < second.length; ) {
    const difference = (first[left] ?? 0) - (second[right] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return shared;
}
