import { tokenF1 } from '../../evaluation/metrics.ts';
import { acceptanceFeatures } from '../../src/retrieval/acceptance.ts';
import type { Background } from '../../src/retrieval/background.ts';
import { createScorer, type Ensemble } from '../../src/retrieval/network.ts';
import { createSpanChooser, textRange } from '../../src/retrieval/spans.ts';
import type { Example } from './examples.ts';
import { type Group, trainEnsemble } from './network.ts';
import type { Judgement } from './train-confidence.ts';
import { isShort } from './train-spans.ts';

const OPTIONS = {
  units: 4,
  epochs: 10,
  rate: 0.003,
  decay: 0.05,
  dropout: 0.2,
  networks: 3,
  seed: 1,
  loss: 'case',
} as const;
/** What was asked of a corpus whose source was taken out counts in part. */
const DEPRIVED_WEIGHT = 0.3;
/** A short answer that agrees so far with the right one is worth showing. */
const MOSTLY_RIGHT = 0.5;

/** The likeliest short answer to a question, from its first candidate. */
export interface ShortAnswer {
  readonly example: Example;
  /** Whether the question has an answer that is short, and the corpus holds it. */
  readonly isWanted: boolean;
  /** Whether it was taken from a sentence that answers. */
  readonly isRight: boolean;
  /** Token F1 with the right answer; 0 where there is none. */
  readonly f1: number;
  readonly features: Float32Array;
}

/** Chooses short answers with a trained function, as the bot would; those without any span are left out. */
export function chooseShortAnswers(
  judged: readonly Judgement[],
  { spans, background }: { spans: Ensemble; background: Background },
): ShortAnswer[] {
  const choose = createSpanChooser(spans, background);
  return judged.flatMap(({ ranked: { example, order, readings }, confidence, isRight, answerable }) => {
    const { answer } = example.question;
    const [first = -1] = order;
    const [candidate, reading] = [example.candidates[first], readings.get(first)];
    const chosen = candidate && reading ? choose(candidate, reading) : null;
    if (chosen === null || !candidate || !reading) return [];
    const isWanted = answerable && isShort(answer);
    // no verdict on an answer that is long, or on a question that has none to compare with
    if (answerable && !isWanted) return [];
    const { start, end } = textRange(candidate.analysis, chosen.range);
    const f1 = isWanted ? tokenF1(candidate.analysis.text.slice(start, end), answer) : 0;
    const { expected, features: span } = chosen;
    const features = acceptanceFeatures({ confidence, expected, reading, span });
    return [{ example, isWanted, isRight, f1, features }];
  });
}

/** Trains the probability that a short answer is mostly right. */
export function trainAcceptance(answers: readonly ShortAnswer[]): Ensemble {
  const groups = answers.map(
    ({ example, f1, features }): Group => ({
      inputs: [features],
      targets: [f1 >= MOSTLY_RIGHT ? 1 : 0],
      weight: example.deprived ? DEPRIVED_WEIGHT : 1,
    }),
  );
  return trainEnsemble(groups, OPTIONS);
}

/** A short answer and how sure it is. */
export interface JudgedShortAnswer extends ShortAnswer {
  readonly confidence: number;
}

/** Judges short answers with a trained function. */
export function acceptShortAnswers(
  answers: readonly ShortAnswer[],
  acceptance: Ensemble,
): JudgedShortAnswer[] {
  const logit = createScorer(acceptance);
  return answers.map((answer) => ({ ...answer, confidence: 1 / (1 + Math.exp(-logit(answer.features))) }));
}
