import type { Outlines } from '../indexing/outlines.ts';
import type { AnswerType } from './answer-type.ts';
import type { AnalysedQuestion } from './question.ts';
import type { TermMatches } from './term-matching.ts';
import type { TypedSpan } from './typed-spans.ts';

/** Words of a passage that are of a type that the question asks for. */
export interface AskedSpan extends TypedSpan {
  /** Whether they say something that the question does not. */
  readonly isNews: boolean;
}

/** From this strength on a word of the passage says what a term of the question says. */
const SAID = 0.9;

export interface AskedSpansOptions {
  readonly question: AnalysedQuestion;
  readonly outlines: Outlines;
  readonly position: number;
  readonly matches: TermMatches;
}

/** The spans of a passage whose type the question asks for. */
export function askedSpans({ question, outlines, position, matches }: AskedSpansOptions): AskedSpan[] {
  const { spanOffsets, spanKinds, spanFirsts, spanLasts, spanStrengths, kinds, weights } = outlines;
  const spans: AskedSpan[] = [];
  const end = spanOffsets[position + 1] ?? 0;
  let said: Set<number> | undefined;
  for (let at = spanOffsets[position] ?? 0; at < end; at++) {
    const type = kinds[spanKinds[at] ?? 0] as AnswerType;
    if (!question.expectation.types.has(type)) continue;
    said ??= saidPositions(question, matches);
    const first = spanFirsts[at] ?? 0;
    const last = spanLasts[at] ?? 0;
    const isNews = holdsNews({ outlines, position, first, last, said });
    spans.push({ type, first, last, strength: weights[spanStrengths[at] ?? 0] ?? 0, isNews });
  }
  return spans;
}

function saidPositions({ terms }: AnalysedQuestion, { related, position }: TermMatches): Set<number> {
  const said = new Set<number>();
  for (let term = 0; term < terms.length; term++) {
    if ((related[term] ?? 0) > SAID) said.add(position[term] ?? -1);
  }
  return said;
}

interface WordsOfPassage {
  readonly outlines: Outlines;
  readonly position: number;
  readonly first: number;
  readonly last: number;
  readonly said: ReadonlySet<number>;
}

function holdsNews({ outlines, position, first, last, said }: WordsOfPassage): boolean {
  const { wordOffsets, words, isFunction } = outlines;
  const from = wordOffsets[position] ?? 0;
  for (let at = first; at <= last; at++) {
    if (!said.has(at) && isFunction[words[from + at] ?? 0] === 0) return true;
  }
  return false;
}
