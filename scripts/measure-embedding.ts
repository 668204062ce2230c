import { parseArgs } from 'node:util';
import { bootstrapInterval, isHit } from '../evaluation/metrics.ts';
import { splitPassages } from '../src/corpus/split-passages.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { dotProduct } from '../training/ranker/prepared-corpus.ts';
import { type QuestionSet, readConfirmingSets, readTrainingSets } from '../training/ranker/question-sets.ts';

/**
 * Prints how well embedding models find the sentence that answers, by themselves:
 * `npm run measure:embedding -- --data DIR MODEL [MODEL …]`, where DIR holds `data/`, `eval/` and `corpus/`. Each model after
 * the first is also compared with the first, question by question.
 */
const { values, positionals: models } = parseArgs({
  options: { data: { type: 'string' } },
  allowPositionals: true,
});
const directory = values.data;
if (directory === undefined || models.length === 0)
  throw new Error(
    'Name the folder that holds data/, eval/ and corpus/, and a model or more: --data DIR MODEL …',
  );

const sets = [...readTrainingSets(directory), ...readConfirmingSets(directory)];

/** The place of the first passage that answers, from 0, for each answerable question. */
async function ranksOf({ corpora, questions }: QuestionSet, model: string): Promise<number[]> {
  const embedder = await loadEmbedder({ model });
  const ranks: number[] = [];
  for (const [number, articles] of corpora.entries()) {
    const own = questions.filter(({ corpus, answerable }) => corpus === number && answerable);
    const texts = articles.flatMap(splitPassages).map(({ text }) => text);
    const passages = await embedder.embed(texts, 'passage');
    const asked = await embedder.embed(
      own.map(({ text }) => text),
      'query',
    );
    for (const [index, question] of own.entries()) {
      const scores = passages.map((vector) => dotProduct(vector, asked[index] ?? vector));
      const order = [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0));
      const rank = order.findIndex((position) => isHit(texts[position] ?? '', question));
      ranks.push(rank < 0 ? Number.POSITIVE_INFINITY : rank);
    }
  }
  await embedder.close();
  return ranks;
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const within = (ranks: readonly number[], count: number) => ranks.map((rank) => (rank < count ? 1 : 0));

process.stdout.write(
  '| set | model | hit@1 | hit@3 | hit@10 | hit@1 beyond the first |\n|---|---|---:|---:|---:|---:|\n',
);
for (const set of sets) {
  let first: readonly number[] | undefined;
  for (const model of models) {
    const ranks = await ranksOf(set, model);
    const hits = within(ranks, 1);
    first ??= hits;
    const beyond = hits.map((hit, index) => hit - (first?.[index] ?? 0));
    const [low, high] = bootstrapInterval(beyond);
    const shares = [1, 3, 10].map((count) => mean(within(ranks, count)).toFixed(3));
    const gain = first === hits ? '' : `${mean(beyond).toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
    process.stdout.write(`| ${set.name} | ${model} | ${shares.join(' | ')} | ${gain} |\n`);
  }
}
