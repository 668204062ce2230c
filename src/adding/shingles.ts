import { splitWords } from '../arabic/words.ts';

/** Words in a shingle: rows of three are rarely shared by texts that do not share a passage. */
const SHINGLE_WORDS = 3;

/**
 * A text as the set of its rows of three folded words, each as a 32-bit hash: what two texts have in common of it tells
 * how much of their wording is the same, whatever their spelling, marks and line ends.
 */
export function shinglesOf(text: string): ReadonlySet<number> {
  const words = splitWords(text).map(({ folded }) => folded);
  const count = Math.max(1, words.length - SHINGLE_WORDS + 1);
  return new Set(
    Array.from({ length: count }, (_, start) => hashOf(words.slice(start, start + SHINGLE_WORDS).join(' '))),
  );
}

/** The share of two sets that they have in common (Jaccard): 0 for nothing, 1 for everything. */
export function resemblance(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let common = 0;
  for (const shingle of small) if (large.has(shingle)) common += 1;
  const all = a.size + b.size - common;
  return all === 0 ? 1 : common / all;
}

/** FNV-1a over UTF-16 code units, its bits mixed as MurmurHash3 ends. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** Spreads a 32-bit number over all 32-bit numbers, one to one. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
