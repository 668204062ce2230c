import type { WordRange } from '../span-features.ts';

/** Words that a span may have at most, as the reader was trained. */
export const LONGEST_SPAN = 12;

/** What the reader makes of one passage. */
export interface Reading {
  /** Logit of the chance that the passage answers at all, over all of its spans together. */
  readonly here: number;
  /** Natural logarithms of chances, given that it does: that the answer is just this span, … */
  logChance(range: WordRange): number;
  /** … that it begins with this word, … */
  logBegins(word: number): number;
  /** … and that it ends with this word. */
  logEnds(word: number): number;
  /** The highest `logChance` of any span. */
  readonly best: number;
}

/** Chances below this count as this: a logarithm must stay finite. */
const LEAST_LOG = -12;

export interface ReadingOptions {
  /** Logits that the answer begins with each word of the passage, and that it ends with it. */
  readonly begins: Float32Array;
  readonly ends: Float32Array;
  /** Logit of "not here". */
  readonly absent: number;
}

/** Turns the reader's logits into chances. */
export function createReading({ begins: beginLogits, ends: endLogits, absent }: ReadingOptions): Reading {
  const words = beginLogits.length;
  const logit = (first: number, last: number) => (beginLogits[first] ?? 0) + (endLogits[last] ?? 0);
  const begins = new Float64Array(words);
  const ends = new Float64Array(words);
  let top = Number.NEGATIVE_INFINITY;
  eachSpan(words, (first, last) => {
    top = Math.max(top, logit(first, last));
  });
  let sum = 0;
  eachSpan(words, (first, last) => {
    const power = Math.exp(logit(first, last) - top);
    sum += power;
    begins[first] = (begins[first] ?? 0) + power;
    ends[last] = (ends[last] ?? 0) + power;
  });
  const logSum = Math.log(sum);
  const logOf = (power: number | undefined) => Math.max(LEAST_LOG, Math.log(power ?? 0) - logSum);
  return {
    here: words === 0 ? LEAST_LOG : top + logSum - absent,
    best: words === 0 ? LEAST_LOG : -logSum,
    logChance({ first, last }) {
      if (last >= words || last - first >= LONGEST_SPAN) return LEAST_LOG;
      return Math.max(LEAST_LOG, logit(first, last) - top - logSum);
    },
    logBegins: (word) => logOf(begins[word]),
    logEnds: (word) => logOf(ends[word]),
  };
}

function eachSpan(words: number, visit: (first: number, last: number) => void): void {
  for (let first = 0; first < words; first++)
    for (let last = first; last < Math.min(words, first + LONGEST_SPAN); last++) visit(first, last);
}
