import { parentPort, workerData } from 'node:worker_threads';
import type { Answerer } from '../answering/answer.ts';
import { readCorpus } from '../corpus/read-corpus.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { type DownloadProgress, loadEmbedder } from '../embedding/load-embedder.ts';
import { ForeseenError } from '../foreseen-error.ts';
import { assertSameModel, ensureIndex } from '../indexing/ensure-index.ts';
import { createFileStore, readArticles } from '../indexing/file-store.ts';
import { openIndex } from '../indexing/open-index.ts';
import type { PassageIndex } from '../indexing/passage-index.ts';
import { openAnswerer } from '../open-answerer.ts';
import { type Knowledge, loadKnowledge } from '../retrieval/load-knowledge.ts';
import { ensureSuggestions } from '../suggestions.ts';
import type { Question, ThreadReport, ThreadRequest, ThreadSettings } from './thread-messages.ts';

// Runs in the thread that `startAnsweringThread` starts. Whatever is native or takes long is done here.
if (parentPort === null) throw new Error('This file is run by startAnsweringThread only.');
const port = parentPort;
const report = (message: ThreadReport) => port.postMessage(message);

try {
  await serve(workerData);
} catch (error) {
  report({ kind: 'failed', error, isForeseen: error instanceof ForeseenError });
  port.close();
}

async function serve(settings: ThreadSettings): Promise<void> {
  const onProgress = (progress: DownloadProgress) => report({ kind: 'downloading', progress });
  const embedder = await loadEmbedder({ ...settings.embedder, onProgress });
  const knowledge = await loadKnowledge({ embedder });
  const index = settings.builds
    ? await openOrBuild(settings, { embedder, knowledge })
    : await openPublished(settings, embedder);
  const answerer = await openAnswerer({ store: createFileStore(index), embedder, knowledge });
  const { manifest } = index;
  const articles = readArticles(index);
  const suggestions = await ensureSuggestions({
    directory: settings.indexDirectory,
    indexVersion: manifest.version,
    articles,
    answerer,
    lexicon: knowledge.lexicon,
  });
  const underWay = new Set<Promise<void>>();
  port.on('message', async (request: ThreadRequest) => {
    if (request.kind === 'question') {
      const answered = answer(answerer, request);
      underWay.add(answered);
      await answered;
      underWay.delete(answered);
    } else {
      await Promise.all(underWay);
      await embedder.close();
      port.close();
    }
  });
  report({ kind: 'ready', manifest, articles, suggestions });
}

async function openOrBuild(
  settings: ThreadSettings,
  { embedder, knowledge }: { readonly embedder: Embedder; readonly knowledge: Knowledge },
): Promise<PassageIndex> {
  const { index } = await ensureIndex({
    articles: await readCorpus(settings.corpusDirectory),
    embedder,
    analyser: knowledge.analyser,
    directory: settings.indexDirectory,
    onBuild: (why) => report({ kind: 'building', why }),
  });
  return index;
}

async function openPublished({ indexDirectory }: ThreadSettings, embedder: Embedder): Promise<PassageIndex> {
  const index = await openIndex(indexDirectory);
  assertSameModel(index.manifest, embedder, indexDirectory);
  return index;
}

async function answer(answerer: Answerer, { id, question, options }: Question): Promise<void> {
  try {
    report({ kind: 'answer', id, answer: await answerer.answer(question, options) });
  } catch (error) {
    report({ kind: 'failure', id, error });
  }
}
