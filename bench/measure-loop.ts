import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answerer } from '../src/answering/answer.ts';
import { startAnsweringThread } from '../src/answering-thread/start-answering-thread.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { buildIndex } from '../src/indexing/build-index.ts';
import { createFileStore } from '../src/indexing/file-store.ts';
import { openIndex } from '../src/indexing/open-index.ts';
import { openAnswerer } from '../src/open-answerer.ts';
import { loadKnowledge } from '../src/retrieval/load-knowledge.ts';
import { askSteadily, type Throughput } from './ask-steadily.ts';
import { makeUpArticles } from './made-up-articles.ts';
import { type LoopDelay, watchLoop } from './watch-loop.ts';

export interface MeasureLoopOptions {
  /** Numbers of passages. */
  readonly sizes: readonly number[];
  readonly questions: readonly string[];
  readonly embeddingModel: string;
  /** An empty folder for the articles and the indexes. */
  readonly directory: string;
  readonly perSecond?: number;
  readonly seconds?: number;
}

/** What the main thread's event loop suffers from one kind of work. */
export interface LoopRow {
  readonly passages: number;
  readonly work: string;
  readonly where: 'main thread' | 'own thread';
  readonly delay: LoopDelay;
  readonly throughput?: Throughput;
}

/** Builds, opens and asks, once in the main thread and once in a thread beside it as the bot does. */
export async function* measureLoop({
  sizes,
  questions,
  embeddingModel,
  directory,
  perSecond = 200,
  seconds = 10,
}: MeasureLoopOptions): AsyncGenerator<LoopRow> {
  const embedder = await loadEmbedder({ model: embeddingModel });
  const knowledge = await loadKnowledge({ embedder });
  const asking = `${perSecond} questions a second`;
  const ask = (answerer: Answerer) =>
    watchLoop(() => askSteadily({ answerer, questions, perSecond, seconds }));

  for (const passages of sizes) {
    const corpusDirectory = await writeCorpus(join(directory, `corpus-${passages}`), passages);
    const articles = await readCorpus(corpusDirectory);
    const indexDirectory = join(directory, `main-${passages}`);
    const inMain = { passages, where: 'main thread' } as const;
    const built = await watchLoop(() =>
      buildIndex({ articles, embedder, analyser: knowledge.analyser, directory: indexDirectory }),
    );
    yield { ...inMain, work: 'building the index', delay: built.delay };
    const opened = await watchLoop(() => openIndex(indexDirectory));
    yield { ...inMain, work: 'opening it', delay: opened.delay };
    const answerer = await openAnswerer({ store: createFileStore(opened.result), embedder, knowledge });
    const asked = await ask(answerer);
    yield { ...inMain, work: asking, delay: asked.delay, throughput: asked.result };

    const beside = { passages, where: 'own thread' } as const;
    const settings = {
      corpusDirectory,
      indexDirectory: join(directory, `thread-${passages}`),
      embedder: { model: embeddingModel },
      reads: true,
    };
    const started = await watchLoop(() => startAnsweringThread(settings));
    yield { ...beside, work: 'building and opening', delay: started.delay };
    const askedBeside = await ask(started.result.answerer);
    yield { ...beside, work: asking, delay: askedBeside.delay, throughput: askedBeside.result };
    await started.result.close();
  }
  await embedder.close();
}

/** A folder of made-up articles. */
async function writeCorpus(directory: string, passages: number): Promise<string> {
  await mkdir(directory, { recursive: true });
  for (const { id, title, body } of await makeUpArticles(passages)) {
    await writeFile(join(directory, `${id}.md`), `---\ntitle: ${title}\n---\n${body}\n`);
  }
  return directory;
}

export const loopTableHead = [
  '| passages | work | in | loop delay p50 | p99 | longest | answered/s | answer p50 | p99 |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
].join('\n');

export function loopTableRow({ passages, work, where, delay, throughput }: LoopRow): string {
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  const delays = [delay.p50, delay.p99, delay.longest].map(milliseconds);
  const answers = throughput
    ? [throughput.answeredPerSecond.toFixed(0), milliseconds(throughput.p50), milliseconds(throughput.p99)]
    : ['', '', ''];
  return `| ${[passages.toLocaleString('en'), work, where, ...delays, ...answers].join(' | ')} |`;
}
