import type { TextRange } from '../arabic/text-range.ts';
import type { Background } from './background.ts';
import type { Candidate } from './candidate.ts';
import { createScorer, type Ensemble } from './network.ts';
import type { PassageAnalysis } from './passage-analysis.ts';
import { plausibleSpans, wholeSpan } from './plausible-spans.ts';
import type { Reading } from './reader/reading.ts';
import { possibleSpans, spanFeatures, type WordRange } from './span-features.ts';

export { possibleSpans, spanFeatures, type WordRange } from './span-features.ts';

/** The words of a passage that answer; offsets in UTF-16 code units of the passage's text. */
export interface FoundSpan extends TextRange {
  /** The token F1 to be expected of it, in [0, 1]. */
  readonly confidence: number;
}

/** Of so many likeliest spans, the one that agrees best with the others is taken. */
const LIKELIEST = 12;
/** Scores are multiplied by this before the softmax; chosen by cross-validation over articles. */
const SHARPNESS = 2;
export type SpanFinder = (candidate: Candidate, reading: Reading) => FoundSpan | null;

/**
 * Finds the span that answers: spans get chances by a softmax over their scores, and the one with the highest
 * expected token F1 against the others is taken (minimum Bayes risk: Kumar & Byrne, 2004).
 */
export function createSpanFinder(ensemble: Ensemble, background: Background): SpanFinder {
  const score = createScorer(ensemble);
  return (candidate, reading) => {
    const ranges = plausibleSpans(candidate, possibleSpans(candidate));
    if (ranges.length === 0) return null;
    const best = likeliestSpan(ranges, spanFeatures({ candidate, ranges, reading, background }).map(score));
    return { ...textRange(candidate.analysis, wholeSpan(candidate, best.range)), confidence: best.expected };
  };
}

/** The span with the highest expected agreement, and that agreement. */
export function likeliestSpan(
  ranges: readonly WordRange[],
  scores: readonly number[],
): { range: WordRange; expected: number } {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(SHARPNESS * (score - top)));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const likeliest = [...ranges.keys()]
    .sort((left, right) => (powers[right] ?? 0) - (powers[left] ?? 0))
    .slice(0, LIKELIEST);
  let best = { range: ranges[likeliest[0] ?? 0] ?? { first: 0, last: 0 }, expected: -1 };
  for (const index of likeliest) {
    const range = ranges[index];
    if (range === undefined) continue;
    let expected = 0;
    for (const [other, power] of powers.entries()) {
      const against = ranges[other];
      if (power > 1e-4 && against !== undefined) expected += (power / total) * agreement(range, against);
    }
    if (expected > best.expected) best = { range, expected };
  }
  return best;
}

/** Token F1 of two spans of one passage. */
export function agreement(left: WordRange, right: WordRange): number {
  const shared = Math.min(left.last, right.last) - Math.max(left.first, right.first) + 1;
  return shared <= 0 ? 0 : (2 * shared) / (left.last - left.first + right.last - right.first + 2);
}

/** Where the words stand in the passage's text. */
export function textRange({ words, text }: PassageAnalysis, { first, last }: WordRange): TextRange {
  return { start: words[first]?.start ?? 0, end: words[last]?.end ?? text.length };
}
