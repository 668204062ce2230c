import { confidenceFeatures } from '../../src/retrieval/confidence.ts';
import { createScorer, type Ensemble } from '../../src/retrieval/network.ts';
import { type Group, trainEnsemble } from './network.ts';
import type { ReadExample } from './train-rerank.ts';

/** Hidden units beat a linear model in cross-validation over articles; the rest was set once and not searched. */
const OPTIONS = {
  units: 6,
  epochs: 10,
  rate: 0.003,
  decay: 0.05,
  dropout: 0.2,
  networks: 3,
  seed: 1,
  loss: 'case',
} as const;
/** Questions of news count in full; those on Wikipedia, and those whose source was taken out, in part. */
const OTHER_SET_WEIGHT = 0.3;
const DEPRIVED_WEIGHT = 0.3;

const inputOf = ({ example, scores, order, readings }: ReadExample) =>
  confidenceFeatures({ order, scores, features: example.features, pool: example.pool, readings });

/** Trains the probability that a question is answered, on examples ranked by a function that was not trained on them. */
export function trainConfidence(ranked: readonly ReadExample[]): Ensemble {
  const groups = ranked.map((each): Group => {
    const { example } = each;
    const weight = (example.set === 'news' ? 1 : OTHER_SET_WEIGHT) * (example.deprived ? DEPRIVED_WEIGHT : 1);
    return {
      inputs: [inputOf(each)],
      targets: [example.question.answerable && !example.deprived ? 1 : 0],
      weight,
    };
  });
  return trainEnsemble(groups, OPTIONS);
}

/** A question's confidence and whether the corpus answers it. */
export interface Judgement {
  readonly confidence: number;
  readonly answerable: boolean;
  readonly deprived: boolean;
  readonly isRight: boolean;
  readonly ranked: ReadExample;
}

/** Judges ranked examples with a trained function. */
export function judge(ranked: readonly ReadExample[], ensemble: Ensemble): Judgement[] {
  const logit = createScorer(ensemble);
  return ranked.map((each) => ({
    confidence: 1 / (1 + Math.exp(-logit(inputOf(each)))),
    answerable: each.example.question.answerable && !each.example.deprived,
    deprived: each.example.deprived,
    isRight: each.example.hits[each.order[0] ?? -1] === true,
    ranked: each,
  }));
}

/** The chance that an answerable question is more confident than one that is not. */
export function areaUnderCurve(judgements: readonly Judgement[]): number {
  const yes = judgements.filter(({ answerable }) => answerable);
  const no = judgements.filter(({ answerable }) => !answerable);
  let wins = 0;
  for (const { confidence } of yes) {
    for (const other of no)
      wins += confidence > other.confidence ? 1 : confidence === other.confidence ? 0.5 : 0;
  }
  return wins / (yes.length * no.length);
}

/** How refusing below a threshold does: precision, recall and F1 of refusals, and the answerable that are refused. */
export function refusals(judgements: readonly Judgement[], threshold: number) {
  const refused = judgements.filter(({ confidence }) => confidence < threshold);
  const right = refused.filter(({ answerable }) => !answerable).length;
  const precision = right / Math.max(1, refused.length);
  const recall = right / Math.max(1, judgements.filter(({ answerable }) => !answerable).length);
  const refusedWrongly =
    (refused.length - right) / Math.max(1, judgements.filter(({ answerable }) => answerable).length);
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / Math.max(1e-9, precision + recall),
    refusedWrongly,
  };
}
