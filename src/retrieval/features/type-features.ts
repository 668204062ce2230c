import { type AnswerType, answerTypes } from '../answer-type.ts';
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

/** Whether a span says something that the question does not. */
export function isNews(
  { analysis, matches, question }: Candidate,
  span: Pick<TypedSpan, 'first' | 'last'>,
): boolean {
  const said = new Set(
    question.terms.flatMap((_, term) =>
      (matches.related[term] ?? 0) > 0.9 ? [matches.position[term] ?? -1] : [],
    ),
  );
  for (let at = span.first; at <= span.last; at++) {
    if (!said.has(at) && analysis.words[at]?.isFunction === false) return true;
  }
  return false;
}

/** The best of the spans of the types asked for, by a value. */
function bestSpan(candidate: Candidate, value: (span: TypedSpan, weight: number) => number): number {
  let best = 0;
  for (const span of candidate.analysis.spans) {
    const weight = candidate.question.expectation.types.get(span.type) ?? 0;
    if (weight > 0 && isNews(candidate, span)) best = Math.max(best, value(span, weight));
  }
  return best;
}

/** The counted noun right beside a number: «كم طفلا» and «16 طفلا». */
function countedHead({ question, matches, analysis }: Candidate): number {
  const head = question.headTerm;
  const position = matches.position[head] ?? -1;
  if (head < 0 || position < 0 || !question.expectation.types.has('number')) return 0;
  const beside = analysis.spans.some(
    ({ type, first, last }) => type === 'number' && position >= first - 2 && position <= last + 2,
  );
  return beside ? (matches.spelt[head] ?? 0) : 0;
}

const present = (type: AnswerType) => (candidate: Candidate) => {
  const weight = candidate.question.expectation.types.get(type) ?? 0;
  if (weight === 0) return 0;
  const strength = candidate.analysis.spans.reduce(
    (best, span) => (span.type === type && isNews(candidate, span) ? Math.max(best, span.strength) : best),
    0,
  );
  return weight * (strength > 0 ? strength : -1);
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
  'amount of types': ({ question, analysis }) =>
    Math.log(
      1 + analysis.spans.filter(({ type }) => (question.expectation.types.get(type) ?? 0) >= 0.5).length,
    ),
};
