import { fold } from '../src/arabic/fold.ts';
import type { LabelledQuestion } from './question-set.ts';
import { seededRandom } from './seeded-random.ts';

/** A passage counts as a blanket over the evidence, not as a hit, once it is so many times longer. */
const LONGEST_COVER = 2.2;
/** A fragment shorter than this, in UTF-16 code units, is no evidence. */
const SHORTEST_PART = 12;

/** Whether a passage is the evidence, or the part of it that holds the answer, or holds it and little more. */
export function isHit(
  passage: string,
  { evidence, answer }: Pick<LabelledQuestion, 'evidence' | 'answer'>,
): boolean {
  const text = oneLine(passage);
  return evidence.some((sentence, rank) => {
    const wanted = oneLine(sentence);
    if (wanted.includes(text) && text.length >= SHORTEST_PART) {
      return answer !== null && rank === 0 ? text.includes(oneLine(answer)) : true;
    }
    return text.includes(wanted) && text.length <= LONGEST_COVER * wanted.length;
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The share of pairs in which the answerable question has the higher confidence; a tie counts half. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number {
  let won = 0;
  for (const positive of positives) {
    for (const negative of negatives) won += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  }
  return won / (positives.length * negatives.length);
}

/** Harmonic mean of precision and recall over folded words, leading articles left out; as SQuAD's token F1. */
export function tokenF1(given: string, wanted: string): number {
  const [givenWords, wantedWords] = [answerWords(given), answerWords(wanted)];
  const left = new Map<string, number>();
  for (const word of wantedWords) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of givenWords) {
    const count = left.get(word) ?? 0;
    if (count > 0) common += 1;
    left.set(word, count - 1);
  }
  return common === 0 ? 0 : (2 * common) / (givenWords.length + wantedWords.length);
}

function answerWords(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => word.replace(/^(?:ال|وال|بال)(?=.)/, ''));
}

/** Where the middle 95 % of a mean lie when the questions are drawn again with replacement. */
export function bootstrapInterval(
  values: readonly number[],
  { rounds = 1000, seed = 1 } = {},
): [low: number, high: number] {
  const random = seededRandom(seed);
  const means = Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn += 1)
      sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort((left, right) => left - right);
  return [means[Math.floor(rounds * 0.025)] ?? Number.NaN, means[Math.floor(rounds * 0.975)] ?? Number.NaN];
}
