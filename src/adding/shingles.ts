import { splitWords } from '../arabic/words.ts';

/** Words in a shingle: rows of three are rarely shared by texts that do not share a passage. */
const SHINGLE_WORDS = 3;

/**
 * A text as the set of its rows of three folded words, each as a 32-bit hash: what two texts have in common of it tells
 * how much of their wording is the same, whatever their spelling, marks and line ends.
 */
export function shinglesOf(text: string): ReadonlySet<number> {
  const words = splitWords(text).map(({ folded }) => hashOf(folded));
  const count = Math.max(1, words.length - SHINGLE_WORDS + 1);
  const shingles = new Set<number>();
  for (let start = 0; start < count; start += 1) {
    let row = 0;
    for (let word = start; word < start + SHINGLE_WORDS; word += 1) row = mix(row ^ (words[word] ?? 0)) + 1;
    shingles.add(mix(row));
  }
  return shingles;
}

/** The share of two sets that they have in common (Jaccard): 0 for nothing, 1 for everything. */
export function resemblance(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let common = 0;
  for (const shingle of small) if (large.has(shingle)) common += 1;
  const all = a.size + b.size - common;
  return all === 0 ? 1 : common / all;
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Spreads a 32-bit number over all 32-bit numbers, one to one, as MurmurHash3 ends. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
