import { isTenMark, type NumberWord, readNumberWord } from './number-words.ts';

/** How a number is written: in words (three), as a rank (third), or with digits (3, 1.5 million). */
export type NumberKind = 'cardinal' | 'ordinal' | 'digits';

/** A number in a row of words: words `start` (inclusive) to `end` (exclusive) stand for `value`. */
export interface NumberMention {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly kind: NumberKind;
}

/** A row of folded words, and each read as part of a number where it can be. */
interface Row {
  readonly words: readonly { readonly folded: string }[];
  readonly read: readonly (NumberWord | undefined)[];
}

interface Parse {
  readonly value: number;
  readonly end: number;
}

/**
 * Finds every number of a row of folded words: digits, number words in both genders and all cases, a scale after
 * either (1.5 million), "and a half", ordinals, and the dialects' numerals. Mentions come in order and never
 * overlap; takes time linear in the number of words.
 */
export function findNumbers(words: readonly { readonly folded: string }[]): NumberMention[] {
  const row: Row = { words, read: words.map((word) => readNumberWord(word.folded)) };
  const mentions: NumberMention[] = [];
  let at = 0;
  while (at < words.length) {
    const mention = row.read[at] === undefined ? undefined : mentionAt(row, at);
    if (mention !== undefined) mentions.push(mention);
    at = mention?.end ?? at + 1;
  }
  return mentions;
}

function mentionAt(row: Row, start: number): NumberMention | undefined {
  const rank = parseRank(row, start);
  if (rank !== undefined) return { start, ...rank, kind: 'ordinal' };
  const cardinal = parseCardinal(row, start);
  return cardinal && { start, ...cardinal, kind: row.read[start]?.role === 'digits' ? 'digits' : 'cardinal' };
}

/** "third"; "thirteenth", which ends in ten; "twenty-third", the ten joined to it; "the twentieth". */
function parseRank({ words, read }: Row, start: number): Parse | undefined {
  const first = read[start];
  const next = read[start + 1];
  if (first?.role === 'ten' && first.definite && next?.role !== 'scale') {
    return { value: first.value, end: start + 1 };
  }
  if (first?.role !== 'rank') return undefined;
  if (first.value < 10 && isTenMark(words[start + 1]?.folded))
    return { value: first.value + 10, end: start + 2 };
  if (first.value < 10 && next?.role === 'ten' && next.joined) {
    return { value: first.value + next.value, end: start + 2 };
  }
  return first.dependent ? undefined : { value: first.value, end: start + 1 };
}

interface Part extends Parse {
  /** What the part counts: 1000 in "three thousand", 1 in "three". */
  readonly scale: number;
}

/** Parts from the largest scale to the smallest: "three million and two hundred thousand and five". */
function parseCardinal(row: Row, start: number): Parse | undefined {
  let total = 0;
  let at = start;
  let ceiling = Number.POSITIVE_INFINITY;
  while (ceiling > 1) {
    const part = parsePart(row, at, at > start || (row.read[at]?.joined ?? false));
    // "a hundred thousand and two thousand" counts the same scale twice, but only ever with the dual
    const repeatsScale = part?.scale === ceiling && row.read[at]?.role === 'dual';
    if (part === undefined || (part.scale >= ceiling && !repeatsScale)) break;
    total += part.value;
    at = part.end;
    ceiling = part.scale;
    const fraction = row.read[at];
    if (fraction?.role === 'part' && fraction.joined) {
      const scaleAgain = row.read[at + 1];
      const end = scaleAgain?.role === 'scale' && scaleAgain.definite ? at + 2 : at + 1;
      return { value: total + fraction.value * part.scale, end };
    }
  }
  return at === start ? undefined : { value: total, end: at };
}

function parsePart(row: Row, start: number, joined: boolean): Part | undefined {
  const first = row.read[start];
  if (first?.role === 'scale' || first?.role === 'dual') {
    if (first.joined !== joined || first.dependent) return undefined;
    const value = first.role === 'dual' ? 2 * first.value : first.value;
    return { value, scale: first.value, end: start + 1 };
  }
  const group = parseGroup(row, start, joined);
  const scale = group && row.read[group.end];
  if (group !== undefined && scale?.role === 'scale' && !scale.joined) {
    return { value: group.value * scale.value, scale: scale.value, end: group.end + 1 };
  }
  return group && { ...group, scale: 1 };
}

/** A number below a thousand: hundreds, then what is joined to them. */
function parseGroup(row: Row, start: number, joined: boolean): Parse | undefined {
  const first = row.read[start];
  const second = row.read[start + 1];
  if (first?.role === 'digits')
    return first.joined === joined ? { value: first.value, end: start + 1 } : undefined;
  const isSplitHundred =
    first?.role === 'unit' && second?.role === 'hundred' && second.value === 100 && !second.joined;
  if (first === undefined || (first.role !== 'hundred' && !isSplitHundred))
    return parseBelowHundred(row, start, joined);
  // "the hundred" stands in "in the hundred" (per cent), not for a number
  if (first.joined !== joined || (first.role === 'hundred' && first.definite)) return undefined;
  const value = isSplitHundred ? first.value * 100 : first.value;
  const end = isSplitHundred ? start + 2 : start + 1;
  const rest = parseBelowHundred(row, end, true);
  return rest === undefined ? { value, end } : { value: value + rest.value, end: rest.end };
}

/** Units come before tens: "five and twenty"; eleven to nineteen are a unit and a ten. */
function parseBelowHundred({ words, read }: Row, start: number, joined: boolean): Parse | undefined {
  const first = read[start];
  if (first === undefined) return undefined;
  const isTeen = first.role === 'unit' && first.value < 10 && isTenMark(words[start + 1]?.folded);
  // "and eleven" is spelt like "one" once its hamza is folded away
  const isHiddenEleven = isTeen && words[start]?.folded === 'واحد';
  if (first.joined !== joined && !isHiddenEleven) return undefined;
  if (isTeen) return { value: first.value + 10, end: start + 2 };
  if (first.role === 'ten') return { value: first.value, end: start + 1 };
  if (first.role !== 'unit') return undefined;
  const next = read[start + 1];
  if (first.value > 0 && first.value < 10 && next?.role === 'ten' && next.joined) {
    return { value: first.value + next.value, end: start + 2 };
  }
  return first.dependent ? undefined : { value: first.value, end: start + 1 };
}
