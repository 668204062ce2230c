import type { Candidate } from './candidate.ts';
import { questionFeatures } from './features/question-features.ts';
import type { Reading } from './reader/reading.ts';

/** Candidates that are read at most, … */
const MOST_READ = 5;
/** … and how far their scores may lie below the best: reading costs more than all the rest of an answer. */
const READ_MARGIN = 2;

/** The first candidates, those that reading may yet put first. */
export function worthReading(order: readonly number[], scores: readonly number[]): number[] {
  const best = scores[order[0] ?? -1] ?? 0;
  return order.slice(0, MOST_READ).filter((index) => (scores[index] ?? 0) >= best - READ_MARGIN);
}

const questionEntries = Object.entries(questionFeatures);

/** Names of the numbers that `rerankFeatures` gives, in order. */
export const rerankNames: readonly string[] = [
  'score below best',
  'score above the next',
  'rank',
  'read: here',
  'read: here below best',
  'read: best span',
  'read: best span below best',
  ...questionEntries.map(([name]) => name),
];

/** A candidate that was read, and its score before. */
export interface ReadCandidate {
  readonly candidate: Candidate;
  readonly score: number;
  readonly reading: Reading;
}

/** Describes the candidates that were read, best first, each by a vector in the order of `rerankNames`. */
export function rerankFeatures(read: readonly ReadCandidate[]): Float32Array[] {
  const best = Math.max(...read.map(({ score }) => score));
  const here = Math.max(...read.map(({ reading }) => reading.here));
  const span = Math.max(...read.map(({ reading }) => reading.best));
  return read.map(({ candidate, score, reading }, rank) =>
    Float32Array.of(
      score - best,
      score - (read[rank + 1]?.score ?? score - 1),
      rank,
      reading.here,
      reading.here - here,
      reading.best,
      reading.best - span,
      ...questionEntries.map(([, feature]) => feature(candidate)),
    ),
  );
}

/**
 * All scores once the first candidates have new ones: the others keep their distances and come after them.
 *
 * @param order indexes of the candidates, best first by their scores before
 * @param renewed new scores of the first of them, in the same order
 */
export function rescore(
  order: readonly number[],
  scores: readonly number[],
  renewed: readonly number[],
): number[] {
  const lowest = Math.min(...renewed);
  const cut = scores[order[renewed.length - 1] ?? -1] ?? 0;
  const all = [...scores];
  for (const [rank, index] of order.entries())
    all[index] = renewed[rank] ?? lowest + (scores[index] ?? 0) - cut;
  return all;
}

/** Indexes of scores, the highest first; of equals the one that stands first. */
export function bestFirst(scores: readonly number[]): number[] {
  return [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right);
}
