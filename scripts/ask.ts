import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { Answer, CitedPlace } from '../src/answering/answer.ts';
import { embedderSettings, readConfig } from '../src/config.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { openIndexPlace } from '../src/index-place.ts';
import { assertSameModel, whyStale } from '../src/indexing/ensure-index.ts';
import { openAnswerer } from '../src/open-answerer.ts';
import { loadKnowledge } from '../src/retrieval/load-knowledge.ts';
import { downloadBar, placeOf, runCommand } from './command.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'usage: npm run ask -- [--index DIR] [--corpus DIR] [--json] [--top N] [QUESTION]';

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    options: {
      corpus: { type: 'string' },
      index: { type: 'string' },
      json: { type: 'boolean', default: false },
      top: { type: 'string', default: '5' },
    },
    allowPositionals: true,
  });
  const top = parseTop(values.top);
  if (positionals.length === 0 && process.stdin.isTTY) throw new UsageError('There is no question.');
  const config = readConfig({ ...process.env, BOT_TOKEN: '' });
  const embedder = await loadEmbedder({ ...embedderSettings(config), onProgress: downloadBar() });
  const knowledge = await loadKnowledge({ embedder, reads: config.reads });
  const place = openIndexPlace(placeOf(config, values.index));
  const store = await place.open();
  assertSameModel(store.description, embedder, place.name);
  const answerer = await openAnswerer({ store, embedder, knowledge });
  // A database may hold other articles than this machine.
  const corpus = values.corpus ?? (place.isShared ? undefined : config.corpusDirectory);
  const articles = corpus === undefined ? undefined : await readCorpus(corpus);
  const stale = articles && whyStale(store.description, { articles, embedder, analyser: knowledge.analyser });
  if (stale)
    process.stderr.write(`${place.name}: the index is out of date: ${stale}. Rebuild it: npm run index.\n`);
  for await (const question of questions(positionals)) {
    const answer = await answerer.answer(question, { top });
    process.stdout.write(values.json ? `${JSON.stringify(answer)}\n` : `${describe(answer)}\n\n`);
  }
  await store.close();
  await place.close();
  await knowledge.reader.close();
  await embedder.close();
  return undefined;
});

function parseTop(text: string): number {
  const top = Number(text);
  if (!Number.isInteger(top) || top < 1 || top > 1000)
    throw new UsageError('--top takes a whole number from 1 to 1000.');
  return top;
}

/** The words of the command line are one question; else each line of standard input that is not blank. */
async function* questions(words: readonly string[]): AsyncGenerator<string> {
  if (words.length > 0) {
    yield words.join(' ');
    return;
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') yield line;
  }
}

function describe(answered: Answer): string {
  const { question, outcome, rejection, scope, answer, confidence, citations, tookMs } = answered;
  const verdict =
    rejection === undefined ? `${outcome}, confidence ${confidence.toFixed(2)}` : `${outcome}: ${rejection}`;
  const summary = `${verdict}, ${tookMs.toFixed(1)} ms`;
  const sentences = citations.map(({ number, text, alsoIn = [], ...place }) =>
    [
      `[${number}] ${text}`,
      describePlace(place),
      ...alsoIn.map((other) => `also in ${describePlace(other)}`),
    ].join('\n    '),
  );
  const limits = scope ? [`limited to ${JSON.stringify(scope)}`] : [];
  return [question, summary, ...limits, ...(answer ? [`→ ${answer.text}`] : []), ...sentences].join('\n');
}

function describePlace({ article, sentence }: Pick<CitedPlace, 'article' | 'sentence'>): string {
  return `${article}, sentence ${sentence}`;
}
