import { type AnswerType, answerTypes } from '../answer-type.ts';
import type { AskedSpan } from '../asked-spans.ts';
import type { Candidate } from '../candidate.ts';
import type { TypedSpan } from '../typed-spans.ts';
import type { FeatureGroup } from './feature.ts';

/** How close matched terms stand to a span, by their rarity: each counts `1 / (1 + distance / 4)`. */
export function nearness(candidate: Candidate, { first, last }: Pick<TypedSpan, 'first' | 'last'>): number {
  const { matches, rarities, totalRarity } = candidate;
  let sum = 0;
  for (let term = 0; term < rarities.length; term++) {
    const position = matches.position[term] ?? -1;
    if (position < 0) continue;
    const distance = position < first ? first - position : Math.max(0, position - last);
    sum += ((rarities[term] ?? 0) * (matches.spelt[term] ?? 0)) / (1 + distance / 4);
  }
  return sum / totalRarity;
}

/** The best of the spans that say something new, by a value. */
function bestSpan(
  { spans, question }: Candidate,
  value: (span: AskedSpan, weight: number) => number,
): number {
  let best = 0;
  for (const span of spans) {
    const weight = question.expectation.types.get(span.type) ?? 0;
    if (weight > 0 && span.isNews) best = Math.max(best, value(span, weight));
  }
  return best;
}

/** The counted noun right beside a number: «كم طفلا» and «16 طفلا». */
function countedHead({ question, matches, spans }: Candidate): number {
  const head = question.headTerm;
  const position = matches.position[head] ?? -1;
  if (head < 0 || position < 0) return 0;
  const beside = spans.some(
    ({ type, first, last }) => type === 'number' && position >= first - 2 && position <= last + 2,
  );
  return beside ? (matches.spelt[head] ?? 0) : 0;
}

const present =
  (type: AnswerType) =>
  ({ question, spans }: Candidate) => {
    const weight = question.expectation.types.get(type) ?? 0;
    if (weight === 0) return 0;
    let best = 0;
    for (const span of spans) if (span.type === type && span.isNews) best = Math.max(best, span.strength);
    return weight * (best > 0 ? best : -1);
  };

/** Whether the candidate holds the kind of thing that is asked for, and close to the question's words. */
export const typeFeatures: FeatureGroup = {
  'type held': (candidate) => bestSpan(candidate, ({ strength }, weight) => strength * weight),
  'type near matches': (candidate) =>
    bestSpan(candidate, (span, weight) => span.strength * weight * nearness(candidate, span)),
  'counted noun': countedHead,
  ...Object.fromEntries(
    answerTypes.filter((type) => type !== 'thing').map((type) => [`asks for ${type}`, present(type)]),
  ),
  'amount of types': ({ question, spans }) =>
    Math.log(1 + spans.filter(({ type }) => (question.expectation.types.get(type) ?? 0) >= 0.5).length),
};
