import { tokenF1 } from '../../evaluation/metrics.ts';
import type { Background } from '../../src/retrieval/background.ts';
import type { Ensemble } from '../../src/retrieval/network.ts';
import { createSpanFinder } from '../../src/retrieval/spans.ts';
import type { Judgement } from './train-confidence.ts';
import { isShort } from './train-spans.ts';

/** The short answer that would be given to a question that has one, from the first candidate. */
export interface ShortAnswer {
  readonly set: string;
  /** Expected token F1, sentence and span both in doubt. */
  readonly confidence: number;
  readonly f1: number;
  /** Whether it was taken from a sentence that answers. */
  readonly isRight: boolean;
}

/** Answers the questions that have a short answer, as the bot would. */
export function answerShortly(
  judged: readonly Judgement[],
  { ensemble, background }: { ensemble: Ensemble; background: Background },
): ShortAnswer[] {
  const find = createSpanFinder(ensemble, background);
  return judged.flatMap(({ ranked: { example, order, readings }, confidence, isRight, answerable }) => {
    const { answer } = example.question;
    if (!answerable || !isShort(answer)) return [];
    const [first = -1] = order;
    const [candidate, reading] = [example.candidates[first], readings.get(first)];
    const span = candidate && reading ? find(candidate, reading) : null;
    const text = span === null ? '' : (candidate?.analysis.text.slice(span.start, span.end) ?? '');
    return [
      {
        set: example.set,
        confidence: confidence * (span?.confidence ?? 0),
        f1: tokenF1(text, answer),
        isRight,
      },
    ];
  });
}
