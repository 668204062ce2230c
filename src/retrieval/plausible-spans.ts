import type { AnswerType } from './answer-type.ts';
import type { Candidate } from './candidate.ts';
import type { WordRange } from './span-features.ts';

/** Types of answer that always hold a word of a kind that is recognised, and those kinds. */
const TELLING_KINDS: readonly {
  readonly asked: ReadonlySet<AnswerType>;
  readonly held: ReadonlySet<AnswerType>;
}[] = [
  { asked: new Set(['date']), held: new Set(['date', 'duration']) },
  { asked: new Set(['duration']), held: new Set(['duration', 'date', 'number']) },
  {
    asked: new Set(['number', 'money', 'percent']),
    held: new Set(['number', 'money', 'percent', 'duration']),
  },
];

/** From this weight on a question is sure to ask for a type. */
const SURELY_ASKED = 0.9;

/**
 * Leaves out spans that would be wrong whatever their score: no date where a date is asked for, a second member of a list
 * («وأذربيجان»), an adjective of nationality by itself («الإيراني»), a name that the question itself gives.
 */
export function plausibleSpans(
  candidate: Pick<Candidate, 'question' | 'analysis'>,
  ranges: readonly WordRange[],
): WordRange[] {
  const { types } = candidate.question.expectation;
  const { words, spans } = candidate.analysis;
  const held = heldKinds(types);
  const said = new Set(candidate.question.terms.map(({ stem }) => stem));
  const telling = spans.filter(({ type }) => held?.has(type));
  return ranges.filter(({ first, last }) => {
    const begin = words[first]?.folded ?? '';
    if (isConjoined(begin, words[first]?.stem ?? '')) return false;
    if (first === last && /^ال\p{L}{2,}(?:ي|يه)$/u.test(begin)) return false;
    if (held === undefined) return ![first, last].some((at) => said.has(words[at]?.stem ?? ''));
    return telling.some((span) => span.first <= last && first <= span.last);
  });
}

function heldKinds(types: ReadonlyMap<AnswerType, number>): ReadonlySet<AnswerType> | undefined {
  const [surest] = [...types].sort(([, left], [, right]) => right - left);
  if (surest === undefined || surest[1] < SURELY_ASKED) return undefined;
  return TELLING_KINDS.find(({ asked }) => asked.has(surest[0]))?.held;
}

/** Whether a و was joined to the word: the stemmer took it off. */
function isConjoined(folded: string, stem: string): boolean {
  return /^و\p{L}{3}/u.test(folded) && !stem.startsWith('و');
}

/** The whole date, number or sum that a span is a part of: «حزيران 2001» in «يونيو/حزيران 2001». */
export function wholeSpan(candidate: Pick<Candidate, 'question' | 'analysis'>, range: WordRange): WordRange {
  const held = heldKinds(candidate.question.expectation.types);
  const whole = candidate.analysis.spans.find(
    ({ type, first, last }) => held?.has(type) && first <= range.first && range.last <= last,
  );
  return whole ?? range;
}
