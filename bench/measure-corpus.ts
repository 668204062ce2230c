import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { createArticleCatalogue } from '../src/answering/article-catalogue.ts';
import { createAnswerer } from '../src/answering/create-answerer.ts';
import type { Article } from '../src/corpus/article.ts';
import type { Embedder } from '../src/embedding/embedder.ts';
import { buildIndex } from '../src/indexing/build-index.ts';
import { createFileStore } from '../src/indexing/file-store.ts';
import { openIndex } from '../src/indexing/open-index.ts';
import { projectRoot } from '../src/project-root.ts';
import { type Knowledge, loadKnowledge } from '../src/retrieval/load-knowledge.ts';
import { createRetriever } from '../src/retrieval/retriever.ts';
import { measureOthers } from './measure-others.ts';
import { megabytes, middleAndWorst, perSecond, quantile, type Row } from './row.ts';
import {
  createStopwatch,
  timedAnalyser,
  timedEmbedder,
  timedReader,
  timedSpans,
  timedStore,
} from './stopwatch.ts';

export interface MeasureCorpusOptions {
  readonly articles: readonly Article[];
  /** Asked in turn, and again from the first where there are too few. */
  readonly questions: readonly string[];
  readonly embedder: Embedder;
  /** What the embedder was loaded by. */
  readonly model: string;
  readonly directory: string;
  readonly warmUp?: number;
  readonly timed?: number;
  /** Up to how many passages other libraries are measured beside: some of them take hours for a million. */
  readonly othersUpTo: number;
}

/** Builds an index, opens it and asks: what each costs, and each of its stages; beside what other libraries take. */
export async function measureCorpus(options: MeasureCorpusOptions): Promise<Row[]> {
  const knowledge = await loadKnowledge({ embedder: options.embedder });
  const { rows: building, buildMs, vectors } = await measureBuild(options, knowledge);
  const rows = [...building, ...(await measureColdAnswer(options))];
  const { rows: answering, questionMs, embedMs, search } = await measureAnswers(options, knowledge);
  rows.push(...answering);
  rows.push(...(await measureOthers({ ...options, vectors, search, buildMs, questionMs, embedMs })));
  await knowledge.reader.close();
  return rows;
}

async function measureBuild(
  { articles, embedder, directory }: MeasureCorpusOptions,
  { analyser }: Knowledge,
) {
  const watch = createStopwatch(['analyse', 'passage', 'query']);
  const vectors: Float32Array[] = [];
  const linking = { from: 0, to: 0 };
  const startedAt = performance.now();
  const timedBuild = (own: Embedder): Embedder => ({
    ...own,
    ...(own.words && { words: timedBuild(own.words) }),
    async embed(texts, kind) {
      const embedded = await watch.time(kind, own.embed)(texts, kind);
      if (kind === 'passage') vectors.push(...embedded);
      return embedded;
    },
  });
  const { corpus, files } = await buildIndex({
    articles,
    embedder: timedBuild(embedder),
    analyser: timedAnalyser(analyser, watch, 'analyse'),
    directory,
    onProgress(stage) {
      if (stage !== 'graph') return;
      linking.from ||= performance.now();
      linking.to = performance.now();
    },
  });
  const total = performance.now() - startedAt;
  const { analyse, passage, query } = watch.take();
  const graph = linking.to - linking.from;
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  const speed = (milliseconds: number) => perSecond(corpus.passages, milliseconds);
  const rows: Row[] = [
    { what: 'build', figure: `${(total / 1000).toFixed(1)} s` },
    { what: 'build: all of it', figure: speed(total) },
    { what: 'build: taking passages apart', figure: speed(analyse) },
    { what: 'build: embedding passages', figure: speed(passage) },
    { what: 'build: embedding their words', figure: speed(query) },
    { what: 'build: graph', figure: graph > 0 ? speed(graph) : 'none' },
    { what: 'build: terms, files and the rest', figure: speed(total - analyse - passage - query - graph) },
    { what: 'index on disk', figure: megabytes(bytes) },
  ];
  return { rows, buildMs: total, vectors };
}

const ColdAnswer = z.object({ openMs: z.number(), answerMs: z.number(), residentBytes: z.number() });

/** In a process of its own: nothing is compiled yet, and its memory is the bot's. */
async function measureColdAnswer({ model, directory, questions }: MeasureCorpusOptions): Promise<Row[]> {
  const script = join(projectRoot, 'bench', 'cold-answer.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', script, model, directory, questions[0] ?? ''],
    { cwd: projectRoot },
  );
  const { openMs, answerMs, residentBytes } = ColdAnswer.parse(JSON.parse(stdout));
  return [
    { what: 'open the index', figure: `${openMs.toFixed(0)} ms` },
    { what: 'from opening it to the first answer, cold', figure: `${answerMs.toFixed(0)} ms` },
    { what: 'memory then', figure: megabytes(residentBytes) },
  ];
}

const STAGES = ['embed', 'words', 'terms', 'paragraphs', 'nearest', 'window', 'read', 'span'] as const;
type Stage = (typeof STAGES)[number] | 'rank';

const LABELS: Readonly<Record<Stage, string>> = {
  embed: 'embedding it',
  words: 'embedding words not met before',
  terms: 'candidates by terms',
  paragraphs: 'candidates by paragraph',
  nearest: 'candidates by vector',
  window: 'looking at them',
  rank: 'ranking',
  read: 'reading the first ones',
  span: 'short answer',
};

async function measureAnswers(
  { questions, embedder, directory, warmUp = 200, timed = 2000 }: MeasureCorpusOptions,
  knowledge: Knowledge,
) {
  const watch = createStopwatch(STAGES);
  const index = await openIndex(directory);
  const store = timedStore(createFileStore(index), watch);
  const retriever = createRetriever({
    store,
    embedder: timedEmbedder(embedder, watch, { texts: 'embed', words: 'words' }),
    knowledge: { ...knowledge, reader: timedReader(knowledge.reader, watch, 'read') },
  });
  const answerer = createAnswerer({
    retriever: timedSpans(retriever, watch, 'span'),
    lexicon: knowledge.lexicon,
    catalogue: createArticleCatalogue({ articles: store.articles, lexicon: knowledge.lexicon }),
    multilingual: embedder.multilingual,
  });
  const totals: number[] = [];
  const times: Record<Stage, number[]> = {
    embed: [],
    words: [],
    terms: [],
    paragraphs: [],
    nearest: [],
    window: [],
    rank: [],
    read: [],
    span: [],
  };
  let processorBefore = process.cpuUsage();
  for (let asked = 0; asked < warmUp + timed; asked += 1) {
    if (asked === warmUp) processorBefore = process.cpuUsage();
    const { tookMs } = await answerer.answer(questions[asked % questions.length] ?? '');
    const taken = watch.take();
    if (asked < warmUp) continue;
    totals.push(tookMs);
    let rest = tookMs;
    for (const stage of STAGES) {
      times[stage].push(taken[stage]);
      rest -= taken[stage];
    }
    times.rank.push(rest);
  }
  const { user, system } = process.cpuUsage(processorBefore);
  const rows: Row[] = [
    { what: 'a question, p50 / p99', figure: middleAndWorst(totals) },
    // What others do on the machine hardly changes this one.
    {
      what: 'a question: processor time, mean',
      figure: `${((user + system) / 1000 / timed).toFixed(2)} ms`,
    },
    ...Object.entries(LABELS).map(([stage, label]) => ({
      what: `a question: ${label}`,
      figure: middleAndWorst(times[stage as Stage]),
    })),
  ];
  return {
    rows,
    questionMs: quantile(totals, 0.5),
    embedMs: quantile(times.embed, 0.5),
    search: index.vectors,
  };
}
