import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeUpArticles, makeUpQuestions } from '../bench/made-up-articles.ts';
import { type MeasureCorpusOptions, measureCorpus } from '../bench/measure-corpus.ts';
import { loopTableHead, loopTableRow, measureLoop } from '../bench/measure-loop.ts';
import { measureStart } from '../bench/measure-start.ts';
import { asColumns, asTable, type Row } from '../bench/row.ts';
import { readConfig } from '../src/config.ts';
import type { Article } from '../src/corpus/article.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { readManifest } from '../src/indexing/open-index.ts';
import { projectRoot } from '../src/project-root.ts';
import { runCommand } from './command.ts';
import { UsageError } from './usage-error.ts';

const USAGE =
  'usage: npm run bench -- [--size PASSAGES,…] [--others-up-to PASSAGES] | --loop [--sizes PASSAGES,…]';

const USUAL_SIZES = '10000';
const OTHERS_UP_TO = '100000';
const MADE_UP_QUESTIONS = 800;
const MADE_UP_WARM_UP = 400;
const LOOP_SIZES = '1,1000,100000';

/**
 * Speed and memory, as tables: of the project's own corpus and of made-up ones of so many passages, beside other libraries
 * up to a size. `--loop` measures instead how long
 * the bot's event loop waits while indexes are built and opened and questions come in.
 */
await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: USUAL_SIZES },
      'others-up-to': { type: 'string', default: OTHERS_UP_TO },
      loop: { type: 'boolean', default: false },
      sizes: { type: 'string', default: LOOP_SIZES },
    },
  });
  const corpusSizes = values.size.split(',').map((each) => readSize('--size', each));
  const othersUpTo = readSize('--others-up-to', values['others-up-to']);
  const sizes = values.sizes.split(',').map((each) => readSize('--sizes', each));
  const directory = await mkdtemp(join(tmpdir(), 'isnad-bench-'));
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
  try {
    if (values.loop) return await loop(directory, sizes, machine);
    process.stdout.write(`${machine}\n\n${asTable(await starts(directory))}\n\n`);
    return asColumns(await corpora(directory, corpusSizes, othersUpTo));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

function readSize(option: string, text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 0)
    throw new UsageError(`${option} takes a whole number of passages.`);
  return size;
}

/** Shows each row as soon as it is measured: a large index takes minutes to build. */
async function loop(directory: string, sizes: readonly number[], machine: string): Promise<undefined> {
  const { embeddingModel } = readConfig({ ...process.env, BOT_TOKEN: '' });
  process.stdout.write(`${machine}\n\n${loopTableHead}\n`);
  const options = { sizes, questions: await evaluationQuestions(), embeddingModel, directory };
  for await (const row of measureLoop(options)) process.stdout.write(`${loopTableRow(row)}\n`);
}

async function evaluationQuestions(): Promise<string[]> {
  const lines = (await readFile(join(projectRoot, 'eval', 'event.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line): string => JSON.parse(line).question);
}

async function starts(directory: string): Promise<Row[]> {
  const source = { name: 'npm start', command: ['--import', 'tsx', join('src', 'main.ts')] };
  const built = { name: 'node dist/main.js', command: [join('dist', 'main.js')] };
  const rows = await measureStart({ ...source, indexDirectory: join(directory, 'source') });
  if (existsSync(join(projectRoot, 'dist', 'main.js'))) {
    rows.push(...(await measureStart({ ...built, indexDirectory: join(directory, 'built') })));
  } else {
    process.stderr.write('There is no dist/: run npm run build first to time the built bot too.\n');
  }
  return rows;
}

/** The project's own corpus, then made-up ones: each is built, asked and removed before the next. */
async function corpora(directory: string, sizes: readonly number[], othersUpTo: number) {
  const { embeddingModel: model, corpusDirectory } = readConfig({ ...process.env, BOT_TOKEN: '' });
  const embedder = await loadEmbedder({ model });
  const measure = async (articles: readonly Article[], options: CorpusQuestions) => {
    const folder = join(directory, 'index');
    const common = { articles, embedder, model, directory: folder, othersUpTo };
    const rows = await measureCorpus({ ...common, ...options });
    const { passages } = (await readManifest(folder)).corpus;
    await rm(folder, { recursive: true });
    process.stderr.write(`measured ${passages} passages\n`);
    return { title: passages.toLocaleString('en'), rows };
  };
  const runs = [await measure(await readCorpus(corpusDirectory), { questions: await evaluationQuestions() })];
  for (const size of sizes) {
    if (size === 0) continue;
    const articles = await makeUpArticles(size);
    // No question twice: what one has looked at is of little use to the next, as in life.
    const questions = makeUpQuestions(articles, MADE_UP_WARM_UP + MADE_UP_QUESTIONS);
    runs.push(await measure(articles, { questions, warmUp: MADE_UP_WARM_UP, timed: MADE_UP_QUESTIONS }));
  }
  await embedder.close();
  return runs;
}

type CorpusQuestions = Pick<MeasureCorpusOptions, 'questions' | 'warmUp' | 'timed'>;
