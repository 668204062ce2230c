const LEAST_LENGTH = 4;
const LEAST_LIKENESS = 0.6;

/** The pairs of neighbouring letters of a word, edges included, as numbers, sorted; `count` of them. */
export interface LetterPairs {
  readonly pairs: Uint32Array;
  readonly count: number;
}

/** Takes a word apart for `pairLikeness`, into an array that is long enough where one is given. */
export function letterPairs(word: string, into?: Uint32Array): LetterPairs {
  const count = word.length + 1;
  const pairs = into !== undefined && into.length >= count ? into : new Uint32Array(count);
  let previous = 0;
  for (let at = 0; at < count; at++) {
    const letter = at < word.length ? word.charCodeAt(at) : 0;
    const pair = previous * 0x1_0000 + letter;
    // Sorted in as they come: for so few numbers the array's own sort takes far longer.
    let place = at;
    for (; place > 0 && (pairs[place - 1] as number) > pair; place--)
      pairs[place] = pairs[place - 1] as number;
    pairs[place] = pair;
    previous = letter;
  }
  return { pairs, count };
}

/** Dice coefficient of the two words' letter pairs; 0 for short words and below a floor. */
export function spellingLikeness(first: string, second: string): number {
  return first === second ? 1 : pairLikeness(letterPairs(first), letterPairs(second));
}

/** As `spellingLikeness`, of two different words taken apart. */
export function pairLikeness(first: LetterPairs, second: LetterPairs): number {
  const shorter = Math.min(first.count, second.count);
  const together = first.count + second.count;
  // The shorter word can share no more pairs than it has.
  if (shorter <= LEAST_LENGTH || 2 * shorter < LEAST_LIKENESS * together) return 0;
  const likeness = (2 * sharedPairs(first, second)) / together;
  return likeness >= LEAST_LIKENESS ? likeness : 0;
}

/** How many members two sorted lists share. */
function sharedPairs(first: LetterPairs, second: LetterPairs): number {
  let shared = 0;
  for (let left = 0, right = 0; left < first.count && right < second.count; ) {
    const difference = (first.pairs[left] as number) - (second.pairs[right] as number);
    if (difference === 0) shared += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return shared;
}
