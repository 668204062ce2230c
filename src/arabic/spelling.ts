/** A known word that a writer may have meant; several words are joined by spaces. */
export interface Correction {
  readonly word: string;
  /** How likely the slip is, from 0 to 1. */
  readonly weight: number;
}

const SHORTEST = 5;
const MOST_CORRECTIONS = 5;

const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';

/** Letters that sound alike, or are one letter in some writers' habit. */
const SOUND_ALIKE = ['ضظد', 'ذزد', 'ثست', 'سص', 'قكغج', 'تط', 'هتا', 'اعي', 'وا', 'حه', 'عغ', 'حخ'];
/** The rows of Arabic keyboards, as letters are folded. */
const KEYBOARD = ['ضصثقفغعهخحجد', 'شسيبلاتنمكط', 'ذورهيظز'];

const SOUND_WEIGHT = 0.9;
const SWAP_WEIGHT = 0.85;
const DOUBLED_WEIGHT = 0.85;
const NEIGHBOUR_WEIGHT = 0.75;
const DROPPED_WEIGHT = 0.7;
const OTHER_WEIGHT = 0.5;
const SPACE_WEIGHT = 0.95;

/** Short words, folded, after which the space is often left out. */
const SHORT_WORDS = new Set(
  'ما من في علي اي هل لا كم يا عن الي او ان لم لن متي اين مع بعد قبل كل غير عبد ابو'.split(' '),
);

function pairs(groups: readonly string[]): Set<string> {
  return new Set(groups.flatMap((group) => [...group].flatMap((a) => [...group].map((b) => a + b))));
}

const ALIKE = pairs(SOUND_ALIKE);
const NEIGHBOURS = pairs(
  KEYBOARD.flatMap((row) => [...row].slice(1).map((letter, at) => `${row[at] ?? ''}${letter}`)),
);

function substitutionWeight(from: string, to: string): number {
  if (ALIKE.has(from + to)) return SOUND_WEIGHT;
  return NEIGHBOURS.has(from + to) ? NEIGHBOUR_WEIGHT : OTHER_WEIGHT;
}

/** Whether a folded word is one that could have been meant. */
export type IsKnown = (word: string) => boolean;

/**
 * Known words one slip away from a folded word of five letters or more, likeliest first, five at most; none for a word
 * that is itself known. A word that lacks the space after a short word comes back as two. Every word one edit away is
 * looked up: some sixty lookups a letter, however large the vocabulary.
 */
export function correctSpelling(written: string, isKnown: IsKnown): readonly Correction[] {
  if (written.length < SHORTEST || !/^\p{L}+$/u.test(written) || isKnown(written)) return [];
  const best = new Map<string, number>();
  const offer = (word: string, weight: number): void => {
    if (weight > (best.get(word) ?? 0) && isKnown(word)) best.set(word, weight);
  };
  for (let at = 0; at <= written.length; at += 1) {
    const before = written.slice(0, at);
    const letter = written[at] ?? '';
    const after = written.slice(at + 1);
    // a letter was left out here
    for (const missing of LETTERS) offer(before + missing + letter + after, DROPPED_WEIGHT);
    if (letter === '') continue;
    // this letter is one too many
    offer(before + after, written[at - 1] === letter ? DOUBLED_WEIGHT : DROPPED_WEIGHT);
    // it stands for another
    for (const meant of LETTERS) {
      if (meant !== letter) offer(before + meant + after, substitutionWeight(letter, meant));
    }
    // it changed places with the next
    const next = written[at + 1];
    if (next !== undefined && next !== letter)
      offer(before + next + letter + written.slice(at + 2), SWAP_WEIGHT);
    // the space after a short word is missing
    const rest = letter + after;
    if (SHORT_WORDS.has(before) && rest.length >= 2 && isKnown(rest))
      best.set(`${before} ${rest}`, SPACE_WEIGHT);
  }
  return [...best]
    .map(([word, weight]) => ({ word, weight }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_CORRECTIONS);
}
