import type { Background } from '../../src/retrieval/background.ts';
import { createScorer, type Ensemble } from '../../src/retrieval/network.ts';
import type { Reader } from '../../src/retrieval/reader/load-reader.ts';
import { readerInput } from '../../src/retrieval/reader/reader-input.ts';
import type { Reading } from '../../src/retrieval/reader/reading.ts';
import { bestFirst, rerankFeatures, rescore, worthReading } from '../../src/retrieval/rerank.ts';
import type { Example } from './examples.ts';
import { type Group, trainEnsemble } from './network.ts';
import type { RankedExample } from './train-ranking.ts';

const OPTIONS = {
  units: 6,
  epochs: 12,
  rate: 0.004,
  decay: 0.02,
  dropout: 0.1,
  networks: 3,
  seed: 1,
  loss: 'list',
} as const;

/** A ranked example whose first candidates were read. */
export interface ReadExample extends RankedExample {
  readonly readings: ReadonlyMap<number, Reading>;
}

/** Reads the first candidates of each example with the reader that was not trained on it. */
export async function readExamples(
  ranked: readonly RankedExample[],
  { readerOf, background }: { readerOf: (example: Example) => Reader; background: Background },
): Promise<ReadExample[]> {
  const read: ReadExample[] = [];
  for (const each of ranked) {
    const chosen = worthReading(each.order, each.scores);
    const inputs = chosen.flatMap((index) => {
      const candidate = each.example.candidates[index];
      return candidate === undefined ? [] : [readerInput({ ...candidate, background })];
    });
    const readings = await readerOf(each.example).read(inputs);
    read.push({ ...each, readings: new Map(readings.map((reading, at) => [chosen[at] ?? -1, reading])) });
  }
  return read;
}

function featuresOf({ example, scores, readings }: ReadExample): Float32Array[] {
  return rerankFeatures(
    [...readings.keys()].flatMap((index) => {
      const [candidate, reading] = [example.candidates[index], readings.get(index)];
      return candidate && reading ? [{ candidate, reading, score: scores[index] ?? 0 }] : [];
    }),
  );
}

/** Trains the function that scores candidates anew once they are read. */
export function trainRerank(examples: readonly ReadExample[]): Ensemble {
  const groups = examples.flatMap((each): Group[] => {
    const { example, readings } = each;
    const hits = [...readings.keys()].map((index) => example.hits[index] === true);
    const right = hits.filter(Boolean).length;
    if (example.deprived || right === 0) return [];
    return [{ inputs: featuresOf(each), targets: hits.map((hit) => (hit ? 1 / right : 0)), weight: 1 }];
  });
  return trainEnsemble(groups, OPTIONS);
}

/** Orders examples anew with a trained function. */
export function rerankExamples(examples: readonly ReadExample[], ensemble: Ensemble): ReadExample[] {
  const score = createScorer(ensemble);
  return examples.map((each) => {
    const scores = rescore(each.order, each.scores, featuresOf(each).map(score));
    return { ...each, scores, order: bestFirst(scores) };
  });
}
