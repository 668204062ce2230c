import { tokenF1 } from '../../evaluation/metrics.ts';
import type { Background } from '../../src/retrieval/background.ts';
import { createScorer, type Ensemble } from '../../src/retrieval/network.ts';
import {
  likeliestSpan,
  possibleSpans,
  spanFeatures,
  textRange,
  type WordRange,
} from '../../src/retrieval/spans.ts';
import type { Example } from './examples.ts';
import { type Group, randomFrom, type TrainingOptions, trainEnsemble } from './network.ts';

/** Hidden units beat a linear model in cross-validation over articles; the rest was set once and not searched. */
const OPTIONS = {
  units: 10,
  epochs: 8,
  rate: 0.005,
  decay: 0.02,
  dropout: 0.1,
  networks: 3,
  seed: 1,
  loss: 'list',
} as const;
const LONGEST_ANSWER = 8;
/** Spans without a word of the answer that are learned from, for each question. */
const WRONG_SPANS = 16;

/** The spans of a sentence that holds the answer. */
export interface SpanExample {
  readonly example: Example;
  readonly text: string;
  readonly answer: string;
  readonly ranges: readonly WordRange[];
  readonly features: readonly Float32Array[];
  /** Token F1 of each span with the answer. */
  readonly values: readonly number[];
}

/** The spans of each answerable question's own sentence. */
export function spanExamples(examples: readonly Example[], background: Background): SpanExample[] {
  return examples.flatMap((example) => {
    const { answer } = example.question;
    if (answer === null || answer.split(/\s+/).length > LONGEST_ANSWER) return [];
    const candidate = example.candidates.find(
      ({ analysis }, index) => example.hits[index] && analysis.text.includes(answer),
    );
    if (candidate === undefined) return [];
    const ranges = possibleSpans(candidate);
    if (ranges.length === 0) return [];
    const { text } = candidate.analysis;
    const values = ranges.map((range) => {
      const { start, end } = textRange(candidate.analysis, range);
      return tokenF1(text.slice(start, end), answer);
    });
    return [{ example, text, answer, ranges, features: spanFeatures(candidate, ranges, background), values }];
  });
}

/** Trains the function that scores spans. */
export function trainSpans(
  examples: readonly SpanExample[],
  options: Partial<TrainingOptions> = {},
): Ensemble {
  const random = randomFrom(5);
  const groups = examples.flatMap(({ features, values }): Group[] => {
    if (Math.max(...values) < 0.5) return [];
    const chosen = [...values.keys()].filter(
      (index) => (values[index] ?? 0) > 0.4 || random() < WRONG_SPANS / values.length,
    );
    const powers = chosen.map((index) => (values[index] ?? 0) ** 6);
    const total = powers.reduce((sum, power) => sum + power, 0);
    return [
      {
        inputs: chosen.flatMap((index) => features[index] ?? []),
        targets: powers.map((power) => power / total),
        weight: 1,
      },
    ];
  });
  return trainEnsemble(groups, { ...OPTIONS, ...options });
}

/** For each example, the confidence of the span found and its F1, given the right sentence. */
export function judgeSpans(
  examples: readonly SpanExample[],
  ensemble: Ensemble,
): { confidence: number; f1: number }[] {
  const score = createScorer(ensemble);
  return examples.map(({ features, ranges, values }) => {
    const { range, expected } = likeliestSpan(ranges, features.map(score));
    return { confidence: expected, f1: values[ranges.indexOf(range)] ?? 0 };
  });
}
