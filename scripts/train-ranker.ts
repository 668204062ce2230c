import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { acceptanceNames } from '../src/retrieval/acceptance.ts';
import { confidenceNames } from '../src/retrieval/confidence.ts';
import { featureNames } from '../src/retrieval/features/feature-vector.ts';
import { weightsFile } from '../src/retrieval/load-knowledge.ts';
import type { Ensemble } from '../src/retrieval/network.ts';
import { loadReader, type Reader } from '../src/retrieval/reader/load-reader.ts';
import { withoutReader } from '../src/retrieval/reader/without-reader.ts';
import { rerankNames } from '../src/retrieval/rerank.ts';
import { spanFeatureNames } from '../src/retrieval/span-features.ts';
import type { RankerWeights } from '../src/retrieval/weights.ts';
import { createWordVectors } from '../src/retrieval/word-vectors.ts';
import { type Example, makeExamples } from '../training/ranker/examples.ts';
import { crossValidate, FOLDS, foldOf } from '../training/ranker/folds.ts';
import { readConfirmingSets, readTrainingSets } from '../training/ranker/question-sets.ts';
import { reportConfidence, reportRanking, reportShortAnswers } from '../training/ranker/report.ts';
import { acceptShortAnswers, chooseShortAnswers, trainAcceptance } from '../training/ranker/short-answers.ts';
import { type Judgement, judge, trainConfidence } from '../training/ranker/train-confidence.ts';
import { rankExamples, trainRanking } from '../training/ranker/train-ranking.ts';
import { readExamples, rerankExamples, trainRerank } from '../training/ranker/train-rerank.ts';
import { spanExamples, trainSpans } from '../training/ranker/train-spans.ts';
import { loadTrainingKnowledge } from '../training/training-knowledge.ts';

/**
 * Trains the ranker's weights and prints how well they do on articles they were not trained on:
 * `npm run train:ranker -- --data DIR --readers DIR`, where the one holds `data/`, `eval/` and `corpus/`, and the other a reader for
 * each fold, trained on the rest, and one trained on all. With `--without-reader` in place of the readers, the weights are
 * those for a bot that doesn't read.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    readers: { type: 'string' },
    'without-reader': { type: 'boolean', default: false },
    // Whose tokenizer the readers take.
    reader: { type: 'string', default: 'models/isnad-ar-reader' },
    model: { type: 'string', default: 'models/isnad-ar-contextual' },
    target: { type: 'string', default: 'models/isnad-ar-ranker' },
  },
});
const { data: directory, readers: readerDirectory } = values;
const reads = !values['without-reader'];
if (directory === undefined || (reads && readerDirectory === undefined))
  throw new Error(
    'Name the folder that holds data/, eval/ and corpus/, and that of the readers: --data DIR --readers DIR. ' +
      'For a bot that does not read: --data DIR --without-reader.',
  );
const say = (line: string) => process.stdout.write(`${line}\n`);
const { embedder, lexicon, background } = await loadTrainingKnowledge(values.model);
const knowledge = { embedder, lexicon, background, wordVectors: createWordVectors(embedder) };

const trainingSets = readTrainingSets(directory);
const confirmingSets = readConfirmingSets(directory);
const examples: Example[] = [];
for (const set of trainingSets) examples.push(...(await makeExamples(set, knowledge, { deprive: true })));
const confirming: Example[] = [];
for (const set of confirmingSets)
  confirming.push(...(await makeExamples(set, knowledge, { deprive: false })));
say(`${examples.length} training and ${confirming.length} confirming examples`);

const openReader = async (name: string): Promise<Reader> =>
  reads
    ? loadReader({
        folder: values.reader,
        path: join(readerDirectory ?? '', `reader-${name}.onnx`),
      })
    : withoutReader;
const fullReader = await openReader('all');
const readers: Reader[] = [];
for (let fold = 0; fold < FOLDS; fold++) readers.push(await openReader(String(fold)));
/** Of examples that are trained on, the reader that did not see their article. */
const reading = {
  background,
  readerOf: ({ set, question }: Example) =>
    (trainingSets.some(({ name }) => name === set) ? readers[foldOf(question.group)] : undefined) ??
    fullReader,
};

// Whatever learns from what another part says learns from what it says of articles it was not trained on.
const ranking = trainRanking(examples);
const firstRanked = crossValidate(
  examples,
  (example) => example,
  (rest) => trainRanking(rest, 2),
  rankExamples,
);
const read = await readExamples(firstRanked, reading);
const rerank = trainRerank(read);
const ranked = crossValidate(read, ({ example }) => example, trainRerank, rerankExamples);
const confirmingRead = await readExamples(rankExamples(confirming, ranking), reading);
const confirmingRanked = rerankExamples(confirmingRead, rerank);
say('\nRanking: hit@1 / hit@3 before reading, and after');
for (const line of reportRanking([...read, ...confirmingRead], [...ranked, ...confirmingRanked])) say(line);

const exampleOf = ({ ranked: { example } }: Judgement) => example;
const confidence = trainConfidence(ranked);
const judged = crossValidate(ranked, ({ example }) => example, trainConfidence, judge);
const confirmingJudged = judge(confirmingRanked, confidence);
say('\nConfidence');
for (const line of reportConfidence([...judged, ...confirmingJudged])) say(line);

const spanned = await spanExamples(examples, reading);
const spans = trainSpans(spanned);
const trainSpansOf = (rest: readonly Judgement[]) => {
  const seen = new Set(rest.map(exampleOf));
  return trainSpans(spanned.filter(({ example }) => seen.has(example)));
};
const choose = (some: readonly Judgement[], ensemble: Ensemble) =>
  chooseShortAnswers(some, { spans: ensemble, background });
const chosen = crossValidate(judged, exampleOf, trainSpansOf, choose);
const acceptance = trainAcceptance(chosen);
const accepted = [
  ...crossValidate(chosen, ({ example }) => example, trainAcceptance, acceptShortAnswers),
  ...acceptShortAnswers(choose(confirmingJudged, spans), acceptance),
];
say('\nShort answers, end to end');
for (const line of reportShortAnswers(accepted)) say(line);

const weights: RankerWeights = {
  version: 1,
  ranking: { features: [...featureNames], ensemble: ranking },
  rerank: { features: [...rerankNames], ensemble: rerank },
  confidence: { features: [...confidenceNames], ensemble: confidence },
  spans: { features: [...spanFeatureNames], ensemble: spans },
  acceptance: { features: [...acceptanceNames], ensemble: acceptance },
};

const path = join(values.target, weightsFile(embedder.model, reads));
mkdirSync(dirname(path), { recursive: true });
const json = `${JSON.stringify(weights)}\n`;
writeFileSync(path, json);
say(`\n${path}: ${Math.round(Buffer.byteLength(json) / 1024)} KiB`);
await embedder.close();
