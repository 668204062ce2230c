import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeUpArticles, makeUpQuestions } from '../bench/made-up-articles.ts';
import { loopTableHead, loopTableRow, measureLoop } from '../bench/measure-loop.ts';
import { measureQuestions } from '../bench/measure-questions.ts';
import { measureStart } from '../bench/measure-start.ts';
import { measureTermSearch } from '../bench/measure-term-search.ts';
import { asTable, type Row } from '../bench/row.ts';
import { readConfig } from '../src/config.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { projectRoot } from '../src/project-root.ts';
import { runCommand } from './command.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'usage: npm run bench -- [--size PASSAGES] | --loop [--sizes PASSAGES,…]';

const MADE_UP_QUESTIONS = 800;
const MADE_UP_WARM_UP = 400;
const LOOP_SIZES = '1,1000,100000';

/**
 * Speed and memory, as a table; `--size` adds a made-up corpus of so many passages. `--loop` measures instead how long
 * the bot's event loop waits while indexes are built and opened and questions come in.
 */
await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '0' },
      loop: { type: 'boolean', default: false },
      sizes: { type: 'string', default: LOOP_SIZES },
    },
  });
  const size = readSize('--size', values.size);
  const sizes = values.sizes.split(',').map((each) => readSize('--sizes', each));
  const directory = await mkdtemp(join(tmpdir(), 'isnad-bench-'));
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
  try {
    if (values.loop) return await loop(directory, sizes, machine);
    const rows = [
      ...(await starts(directory)),
      ...(await questions(directory, size)),
      ...(await measureTermSearch()),
    ];
    return `${machine}\n\n${asTable(rows)}`;
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

async function questions(directory: string, size: number): Promise<Row[]> {
  const config = readConfig({ ...process.env, BOT_TOKEN: '' });
  const embedder = await loadEmbedder({ model: config.embeddingModel });
  const ownQuestions = await evaluationQuestions();
  const common = { embedder, model: config.embeddingModel };
  const articles = await readCorpus(config.corpusDirectory);
  const own = { articles, questions: ownQuestions, directory: join(directory, 'corpus') };
  const rows = await measureQuestions({ ...common, ...own });
  if (size > 0) {
    const madeUp = await makeUpArticles(size);
    // No question twice: what one has looked at is of little use to the next, as in life.
    const questions = makeUpQuestions(madeUp, MADE_UP_WARM_UP + MADE_UP_QUESTIONS);
    const made = { articles: madeUp, questions, directory: join(directory, 'made-up') };
    rows.push(
      ...(await measureQuestions({ ...common, ...made, warmUp: MADE_UP_WARM_UP, timed: MADE_UP_QUESTIONS })),
    );
  }
  await embedder.close();
  return rows;
}
