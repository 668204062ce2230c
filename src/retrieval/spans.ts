import type { TextRange } from '../arabic/text-range.ts';
import { acceptanceFeatures } from './acceptance.ts';
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
  /** Probability that they answer the question, at least for the most part. */
  readonly confidence: number;
}

/** The likeliest span of a passage. */
export interface ChosenSpan {
  readonly range: WordRange;
  /** Token F1 to be expected of it, should the passage answer, in [0, 1]. */
  readonly expected: number;
  readonly features: Float32Array;
}

/** Of so many likeliest spans, the one that agrees best with the others is taken. */
const LIKELIEST = 12;
/** Scores are multiplied by this before the softmax; chosen by cross-validation over articles. */
const SHARPNESS = 2;

export type SpanChooser = (candidate: Candidate, reading: Reading) => ChosenSpan | null;

/**
 * Chooses the span that answers: spans get chances by a softmax over their scores, and the one with the highest
 * expected token F1 against the others is taken (minimum Bayes risk: Kumar & Byrne, 2004).
 */
export function createSpanChooser(ensemble: Ensemble, background: Background): SpanChooser {
  const score = createScorer(ensemble);
  return (candidate, reading) => {
    const ranges = plausibleSpans(candidate, possibleSpans(candidate));
    if (ranges.length === 0) return null;
    const features = spanFeatures({ candidate, ranges, reading, background });
    const { range, expected } = likeliestSpan(ranges, features.map(score));
    const own = features[ranges.indexOf(range)] ?? new Float32Array(0);
    return { range: wholeSpan(candidate, range), expected, features: own };
  };
}

export interface SpanFinderOptions {
  /** Scores a span. */
  readonly spans: Ensemble;
  /** The logit of the probability that the chosen one is worth showing. */
  readonly acceptance: Ensemble;
  readonly background: Background;
}

/** Looks for the words that answer; `confidence` is the probability that the passage does. */
export type SpanFinder = (candidate: Candidate, reading: Reading, confidence: number) => FoundSpan | null;

/** Finds short answers and says how sure they are. */
export function createSpanFinder({ spans, acceptance, background }: SpanFinderOptions): SpanFinder {
  const choose = createSpanChooser(spans, background);
  const logit = createScorer(acceptance);
  return (candidate, reading, confidence) => {
    const chosen = choose(candidate, reading);
    if (chosen === null) return null;
    const { range, expected, features } = chosen;
    const acceptable = logit(acceptanceFeatures({ confidence, expected, reading, span: features }));
    return { ...textRange(candidate.analysis, range), confidence: 1 / (1 + Math.exp(-acceptable)) };
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
