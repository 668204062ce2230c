import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { createAnswerer } from '../src/answering/create-answerer.ts';
import type { Article } from '../src/corpus/article.ts';
import type { Embedder } from '../src/embedding/embedder.ts';
import { buildIndex } from '../src/indexing/build-index.ts';
import { createFileStore } from '../src/indexing/file-store.ts';
import { openIndex } from '../src/indexing/open-index.ts';
import { projectRoot } from '../src/project-root.ts';
import { type Knowledge, loadKnowledge } from '../src/retrieval/load-knowledge.ts';
import { createRetriever } from '../src/retrieval/retriever.ts';
import { quantile, type Row } from './row.ts';
import { createStopwatch, timedAnalyser, timedEmbedder, timedSpans, timedStore } from './stopwatch.ts';

export interface MeasureQuestionsOptions {
  readonly articles: readonly Article[];
  /** Asked in turn, and again from the first where there are too few. */
  readonly questions: readonly string[];
  readonly embedder: Embedder;
  /** What the embedder was loaded by. */
  readonly model: string;
  readonly directory: string;
  readonly warmUp?: number;
  readonly timed?: number;
}

/** Builds an index, opens it and asks: what each costs, and each of its stages. */
export async function measureQuestions(options: MeasureQuestionsOptions): Promise<Row[]> {
  const knowledge = await loadKnowledge({ embedder: options.embedder });
  const rows = [
    ...(await measureBuild(options, knowledge)),
    ...(await measureColdAnswer(options)),
    ...(await measureAnswers(options, knowledge)),
  ];
  const passages = (await openIndex(options.directory)).passages.length.toLocaleString('en');
  return rows.map(({ what, figure }) => ({ what: `${passages} passages: ${what}`, figure }));
}

async function measureBuild(
  { articles, embedder, directory }: MeasureQuestionsOptions,
  { analyser }: Knowledge,
): Promise<Row[]> {
  const watch = createStopwatch(['analyse', 'embed']);
  const startedAt = performance.now();
  const { corpus, files } = await buildIndex({
    articles,
    embedder: timedEmbedder(embedder, watch, 'embed'),
    analyser: timedAnalyser(analyser, watch, 'analyse'),
    directory,
  });
  const total = performance.now() - startedAt;
  const { analyse, embed } = watch.take();
  const speed = (milliseconds: number) =>
    `${Math.round((1000 * corpus.passages) / milliseconds).toLocaleString('en')} passages a second`;
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  return [
    { what: 'build the index', figure: `${(total / 1000).toFixed(1)} s` },
    { what: 'taking passages apart', figure: speed(analyse) },
    { what: 'embedding passages', figure: speed(embed) },
    { what: 'graph, terms and files', figure: speed(total - analyse - embed) },
    { what: 'index on disk', figure: megabytes(bytes) },
  ];
}

const ColdAnswer = z.object({ openMs: z.number(), answerMs: z.number(), residentBytes: z.number() });

/** In a process of its own: nothing is compiled yet, and its memory is the bot's. */
async function measureColdAnswer({ model, directory, questions }: MeasureQuestionsOptions): Promise<Row[]> {
  const script = join(projectRoot, 'bench', 'cold-answer.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, model, directory, questions[0] ?? ''],
    { cwd: projectRoot },
  );
  const { openMs, answerMs, residentBytes } = ColdAnswer.parse(JSON.parse(stdout));
  return [
    { what: 'open the index', figure: `${openMs.toFixed(0)} ms` },
    { what: 'from opening it to the first answer, cold', figure: `${answerMs.toFixed(0)} ms` },
    { what: 'memory then', figure: megabytes(residentBytes) },
  ];
}

const SEARCHES = ['embed', 'candidates', 'span'] as const;
const STAGES = ['embed', 'candidates', 'rank', 'span'] as const;

async function measureAnswers(
  { questions, embedder, directory, warmUp = 200, timed = 2000 }: MeasureQuestionsOptions,
  knowledge: Knowledge,
): Promise<Row[]> {
  const watch = createStopwatch(SEARCHES);
  const store = timedStore(createFileStore(await openIndex(directory)), watch, 'candidates');
  const retriever = createRetriever({ store, embedder: timedEmbedder(embedder, watch, 'embed'), knowledge });
  const answerer = createAnswerer({
    retriever: timedSpans(retriever, watch, 'span'),
    lexicon: knowledge.lexicon,
    multilingual: embedder.multilingual,
  });
  const totals: number[] = [];
  const stages: Record<(typeof STAGES)[number], number[]> = { embed: [], candidates: [], rank: [], span: [] };
  let processorBefore = process.cpuUsage();
  for (let asked = 0; asked < warmUp + timed; asked += 1) {
    if (asked === warmUp) processorBefore = process.cpuUsage();
    const { tookMs } = await answerer.answer(questions[asked % questions.length] ?? '');
    const taken = watch.take();
    if (asked < warmUp) continue;
    totals.push(tookMs);
    for (const stage of SEARCHES) stages[stage].push(taken[stage]);
    stages.rank.push(tookMs - taken.embed - taken.candidates - taken.span);
  }
  const { user, system } = process.cpuUsage(processorBefore);
  return [
    { what: 'a question, p50 / p99', figure: middleAndWorst(totals) },
    // What others do on the machine hardly changes this one.
    {
      what: 'processor time of a question, mean',
      figure: `${((user + system) / 1000 / timed).toFixed(2)} ms`,
    },
    ...STAGES.map((stage) => ({ what: `of it, ${LABELS[stage]}`, figure: middleAndWorst(stages[stage]) })),
  ];
}

const LABELS = {
  embed: 'embedding it and words not met before',
  candidates: 'candidates',
  rank: 'ranking',
  span: 'short answer',
} as const;

function middleAndWorst(times: readonly number[]): string {
  return `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.99).toFixed(2)} ms`;
}

function megabytes(bytes: number): string {
  const value = bytes / 1024 / 1024;
  return `${value.toFixed(value < 10 ? 2 : 0)} MB`;
}
