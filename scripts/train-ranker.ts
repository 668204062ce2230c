import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLexicon } from '../src/arabic/lexicon.ts';
import { LexiconData } from '../src/arabic/lexicon-data.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { BackgroundData, createBackground } from '../src/retrieval/background.ts';
import { confidenceNames } from '../src/retrieval/confidence.ts';
import { featureNames } from '../src/retrieval/features/feature-vector.ts';
import type { Ensemble } from '../src/retrieval/network.ts';
import { spanFeatureNames } from '../src/retrieval/span-features.ts';
import { RankerWeights } from '../src/retrieval/weights.ts';
import { createWordVectors } from '../src/retrieval/word-vectors.ts';
import { type Example, makeExamples } from '../training/ranker/examples.ts';
import { FOLDS, foldOf } from '../training/ranker/folds.ts';
import {
  readContexts,
  readEvent,
  readNewsFolder,
  readNewsQuestions,
} from '../training/ranker/question-sets.ts';
import {
  areaUnderCurve,
  type Judgement,
  judge,
  refusals,
  trainConfidence,
} from '../training/ranker/train-confidence.ts';
import {
  type RankedExample,
  rankExamples,
  rankingFigures,
  trainRanking,
} from '../training/ranker/train-ranking.ts';
import { judgeSpans, spanExamples, trainSpans } from '../training/ranker/train-spans.ts';

/**
 * Trains the ranker's weights and prints how well they do on articles they were not trained on:
 * `npm run train:ranker -- --data DIR`, where DIR holds `data/` and `eval/`. With `--only spans`, the other two parts of
 * the weights stay as they are.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    model: { type: 'string', default: 'models/isnad-ar-static' },
    target: { type: 'string', default: 'models/isnad-ar-ranker' },
    only: { type: 'string' },
  },
});
const { data: directory } = values;
if (directory === undefined) throw new Error('Name the folder that holds data/ and eval/: --data DIR');
const say = (line: string) => process.stdout.write(`${line}\n`);
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const percent = (value: number) => value.toFixed(3);

const embedder = await loadEmbedder({ model: values.model });
const background = createBackground(
  BackgroundData.parse(readJson('models/isnad-ar-background/background.json')),
);
const lexicon = createLexicon(LexiconData.parse(readJson('models/isnad-ar-lexicon/lexicon.json')));
const knowledge = { embedder, lexicon, background, wordVectors: createWordVectors(embedder) };

const trainingSets = [
  readNewsQuestions(join(directory, 'data')),
  readContexts('arcd', join(directory, 'eval/arcd_train.jsonl')),
  readContexts('tydi', join(directory, 'eval/tydiqa_dev.jsonl')),
  readContexts('mlqa', join(directory, 'eval/mlqa_dev.jsonl')),
];
/** Never trained on nor chosen by: only looked at. */
const confirmingSets = [
  readNewsFolder('news dev', join(directory, 'eval/news_dev')),
  readEvent(
    'event dev',
    join(directory, 'eval/event_dev.jsonl'),
    join(directory, 'corpus/samarkand-2022.txt'),
  ),
];
const examples: Example[] = [];
for (const set of trainingSets)
  examples.push(...(await makeExamples(set, knowledge, { deprive: values.only !== 'spans' })));
const confirming: Example[] = [];
for (const set of confirmingSets)
  confirming.push(...(await makeExamples(set, knowledge, { deprive: false })));
say(
  `${examples.length} training and ${confirming.length} confirming examples, ${featureNames.length} features`,
);

const isIn = (fold: number) => (example: Example) => foldOf(example.question.group) === fold;
const folds = Array.from({ length: FOLDS }, (_, fold) => fold);

const names = (all: readonly Example[]) => [...new Set(all.map(({ set }) => set))];
const path = join(values.target, 'weights.json');
const weights: RankerWeights = {
  version: 1,
  ...(values.only === 'spans' ? readWeightsOfOthers() : trainRankingAndConfidence()),
  spans: { features: [...spanFeatureNames], ensemble: trainShortAnswers() },
};
mkdirSync(values.target, { recursive: true });
const json = `${JSON.stringify(weights)}\n`;
writeFileSync(path, json);
say(`\n${path}: ${Math.round(Buffer.byteLength(json) / 1024)} KiB`);
await embedder.close();

function readWeightsOfOthers(): Pick<RankerWeights, 'ranking' | 'confidence'> {
  const { ranking, confidence } = RankerWeights.parse(readJson(path));
  return { ranking, confidence };
}

function trainRankingAndConfidence(): Pick<RankerWeights, 'ranking' | 'confidence'> {
  say('\nRanking: hit@1 / hit@3');
  const ranked: RankedExample[] = folds.flatMap((fold) =>
    rankExamples(
      examples.filter(isIn(fold)),
      trainRanking(
        examples.filter((example) => !isIn(fold)(example)),
        2,
      ),
    ),
  );
  const ranking = trainRanking(examples);
  const rankedConfirming = rankExamples(confirming, ranking);
  for (const name of [...names(examples), ...names(confirming)]) {
    const { count, hit1, hit3 } = rankingFigures(
      [...ranked, ...rankedConfirming].filter(({ example }) => example.set === name),
    );
    say(`  ${name.padEnd(10)} ${String(count).padStart(5)}  ${percent(hit1)} / ${percent(hit3)}`);
  }

  say('\nConfidence');
  const confidence = trainConfidence(ranked);
  const judgedByFold = folds.flatMap((fold) => {
    const held = ranked.filter(({ example }) => isIn(fold)(example));
    const found = judge(held, trainConfidence(ranked.filter(({ example }) => !isIn(fold)(example))));
    return found.map((judgement, index) => ({ set: held[index]?.example.set ?? '', judgement }));
  });
  const judged: [string, Judgement[]][] = names(examples).map((name) => [
    name,
    judgedByFold.flatMap(({ set, judgement }) => (set === name ? [judgement] : [])),
  ]);
  for (const name of names(confirming))
    judged.push([
      name,
      judge(
        rankedConfirming.filter(({ example }) => example.set === name),
        confidence,
      ),
    ]);
  for (const [name, all] of judged) {
    const own = all.filter(({ deprived }) => !deprived);
    const hasOwn = own.some(({ answerable }) => !answerable);
    say(
      `  ${name}: area under the curve ${hasOwn ? percent(areaUnderCurve(own)) : '–'}, with sources taken out ${percent(areaUnderCurve(all))}`,
    );
    for (let threshold = 0.1; hasOwn && threshold < 0.75; threshold += 0.05) {
      const { precision, recall, f1, refusedWrongly } = refusals(own, threshold);
      const figures = [precision, recall, f1, refusedWrongly].map(percent).join('  ');
      say(
        `    below ${threshold.toFixed(2)}: precision, recall, F1 of refusals, answerable refused  ${figures}`,
      );
    }
  }

  return {
    ranking: { features: [...featureNames], ensemble: ranking },
    confidence: { features: [...confidenceNames], ensemble: confidence },
  };
}

function trainShortAnswers(): Ensemble {
  say('\nShort answers, in the right sentence: token F1, and F1 and share of those kept above a confidence');
  const spans = spanExamples(examples, background);
  const spanModel = trainSpans(spans);
  const foundByFold = folds.flatMap((fold) => {
    const held = spans.filter(({ example }) => isIn(fold)(example));
    const found = judgeSpans(held, trainSpans(spans.filter((each) => !held.includes(each))));
    return held.map(({ example }, index) => ({
      set: example.set,
      ...(found[index] ?? { confidence: 0, f1: 0 }),
    }));
  });
  const confirmingSpans = spanExamples(confirming, background);
  const foundConfirming = judgeSpans(confirmingSpans, spanModel).map((found, index) => ({
    set: confirmingSpans[index]?.example.set ?? '',
    ...found,
  }));
  for (const name of [...names(examples), ...names(confirming)]) {
    const own = [...foundByFold, ...foundConfirming].filter(({ set }) => set === name);
    const mean = (all: readonly { f1: number }[]) =>
      all.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, all.length);
    const kept = [0.3, 0.4, 0.5, 0.6].map((least) => {
      const above = own.filter((found) => found.confidence >= least);
      return `${least}: ${percent(mean(above))} of ${percent(above.length / own.length)}`;
    });
    say(`  ${name.padEnd(10)} ${percent(mean(own))}   ${kept.join('   ')}`);
  }

  return spanModel;
}
