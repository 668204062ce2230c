import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readConfig } from '../src/config.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { buildIndex } from '../src/indexing/build-index.ts';
import { openAnswerer } from '../src/open-answerer.ts';
import { projectRoot } from '../src/project-root.ts';
import { runCommand } from './command.ts';

const USAGE = 'usage: npm run bench';

/** Runs of a start, of which the middle one counts. */
const STARTS = 5;
/** Questions asked before any is timed, so that the engine has compiled what it will. */
const WARM_UP_QUESTIONS = 200;
const TIMED_QUESTIONS = 2000;

const QUESTIONS = [
  'متى تأسست المنظمة؟',
  'من التقى بوتين في سمرقند؟',
  'ما موقف الصين من الأزمة الأوكرانية؟',
  'كم دولة تضم المنظمة؟',
  'كم سعر برميل النفط اليوم؟',
];

await runCommand(USAGE, async () => {
  const isBuilt = existsSync(join(projectRoot, 'dist', 'main.js'));
  if (!isBuilt)
    process.stderr.write('There is no dist/: run npm run build first to time the built bot too.\n');
  const directory = await mkdtemp(join(tmpdir(), 'isnad-bench-'));
  try {
    const rows = [
      ...(await measureStart(['--import', 'tsx', join('src', 'main.ts')], 'npm start', directory)),
      ...(isBuilt ? await measureStart([join('dist', 'main.js')], 'node dist/main.js', directory) : []),
      ...(await measureQuestions(directory)),
    ];
    const [cpu] = cpus();
    return [`${cpu?.model ?? 'unknown processor'}, Node ${process.version}`, '', ...asTable(rows)].join('\n');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

interface Row {
  readonly what: string;
  readonly figure: string;
}

async function measureStart(args: readonly string[], name: string, directory: string): Promise<Row[]> {
  const first = await startOnce(args, join(directory, name.replaceAll(/\W/g, '-')));
  const later = [];
  for (let run = 0; run < STARTS; run += 1)
    later.push(await startOnce(args, join(directory, name.replaceAll(/\W/g, '-'))));
  return [
    {
      what: `${name}, first time (builds the index), to ready`,
      figure: `${first.milliseconds.toFixed(0)} ms`,
    },
    {
      what: `${name}, later, to ready`,
      figure: `${middle(later.map((run) => run.milliseconds)).toFixed(0)} ms`,
    },
    {
      what: `${name}, memory when ready (RSS)`,
      figure: `${middle(later.map((run) => run.megabytes)).toFixed(0)} MB`,
    },
  ];
}

/** Starts the bot on its page, and stops it as soon as it says that it is ready. */
async function startOnce(args: readonly string[], indexDirectory: string) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...process.env, BOT_TOKEN: '', PORT: '0', LOG_LEVEL: 'info', INDEX_DIR: indexDirectory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('open http')) continue;
    const milliseconds = performance.now() - startedAt;
    const megabytes = await residentMegabytes(child.pid ?? 0);
    child.kill('SIGTERM');
    return { milliseconds, megabytes };
  }
  throw new Error('The bot ended before it was ready. Try npm start to see why.');
}

/** From Linux's `/proc`; not a number on other systems. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function measureQuestions(directory: string): Promise<Row[]> {
  const config = readConfig({ ...process.env, BOT_TOKEN: '' });
  const embedder = await loadEmbedder({ model: config.embeddingModel });
  await buildIndex({ articles: await readCorpus(config.corpusDirectory), embedder, directory });
  const { answerer, index } = await openAnswerer({ directory, embedder });
  const times: number[] = [];
  for (let asked = 0; asked < WARM_UP_QUESTIONS + TIMED_QUESTIONS; asked += 1) {
    const { tookMs } = await answerer.answer(QUESTIONS[asked % QUESTIONS.length] ?? '');
    if (asked >= WARM_UP_QUESTIONS) times.push(tookMs);
  }
  await embedder.close();
  times.sort((left, right) => left - right);
  const passages = index.passages.length;
  return [
    { what: `a question, ${passages} passages, p50`, figure: `${quantile(times, 0.5).toFixed(2)} ms` },
    { what: `a question, ${passages} passages, p99`, figure: `${quantile(times, 0.99).toFixed(2)} ms` },
  ];
}

function middle(values: readonly number[]): number {
  return quantile(
    [...values].sort((left, right) => left - right),
    0.5,
  );
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function asTable(rows: readonly Row[]): string[] {
  return [
    '| what | measured |',
    '| --- | --- |',
    ...rows.map(({ what, figure }) => `| ${what} | ${figure} |`),
  ];
}
