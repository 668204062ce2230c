import { tokenF1 } from '../../evaluation/metrics.ts';
import type { Background } from '../../src/retrieval/background.ts';
import type { Ensemble } from '../../src/retrieval/network.ts';
import type { Reader } from '../../src/retrieval/reader/load-reader.ts';
import { readerInput } from '../../src/retrieval/reader/reader-input.ts';
import { possibleSpans, spanFeatures, textRange, type WordRange } from '../../src/retrieval/spans.ts';
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

/** Whether an answer is one that could be shown before the sentence. */
export function isShort(answer: string | null): answer is string {
  return answer !== null && answer.split(/\s+/).length <= LONGEST_ANSWER;
}

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

export interface SpanExamplesOptions {
  readonly background: Background;
  /** The reader that was not trained on the example. */
  readonly readerOf: (example: Example) => Reader;
}

/** The spans of each answerable question's own sentence. */
export async function spanExamples(
  examples: readonly Example[],
  { background, readerOf }: SpanExamplesOptions,
): Promise<SpanExample[]> {
  const found: SpanExample[] = [];
  for (const example of examples) {
    const { answer } = example.question;
    if (example.deprived || !isShort(answer)) continue;
    const candidate = example.candidates.find(
      ({ analysis }, index) => example.hits[index] && analysis.text.includes(answer),
    );
    if (candidate === undefined) continue;
    const ranges = possibleSpans(candidate);
    const [reading] = await readerOf(example).read([readerInput({ ...candidate, background })]);
    if (ranges.length === 0 || reading === undefined) continue;
    const { text } = candidate.analysis;
    const values = ranges.map((range) => {
      const { start, end } = textRange(candidate.analysis, range);
      return tokenF1(text.slice(start, end), answer);
    });
    const features = spanFeatures({ candidate, ranges, reading, background });
    found.push({ example, text, answer, ranges, features, values });
  }
  return found;
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
