import { parentPort, workerData } from 'node:worker_threads';
import { createArticleCatalogue } from '../answering/article-catalogue.ts';
import { createLibrary } from '../answering/library.ts';
import { readCorpus } from '../corpus/read-corpus.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { type DownloadProgress, loadEmbedder } from '../embedding/load-embedder.ts';
import { ForeseenError } from '../foreseen-error.ts';
import { assertSameModel, ensureIndex } from '../indexing/ensure-index.ts';
import { createFileStore } from '../indexing/file-store.ts';
import { openIndex } from '../indexing/open-index.ts';
import type { PassageIndex } from '../indexing/passage-index.ts';
import { openAnswerer } from '../open-answerer.ts';
import { type Knowledge, loadKnowledge } from '../retrieval/load-knowledge.ts';
import { ensureSuggestions } from '../suggestions.ts';
import type { Request, Requests, ThreadReport, ThreadRequest, ThreadSettings } from './thread-messages.ts';

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
  const store = createFileStore(index);
  const catalogue = createArticleCatalogue({ articles: store.articles, lexicon: knowledge.lexicon });
  const answerer = await openAnswerer({ store, embedder, knowledge, catalogue });
  const library = createLibrary(store, catalogue);
  const { manifest } = index;
  const suggestions = await ensureSuggestions({
    directory: settings.indexDirectory,
    indexVersion: manifest.version,
    store,
    answerer,
    lexicon: knowledge.lexicon,
  });
  const replies: Replies = {
    answer: ({ question, options }) => answerer.answer(question, options),
    readArticle: library.readArticle,
    findArticles: library.findArticles,
  };
  const underWay = new Set<Promise<void>>();
  port.on('message', async (request: ThreadRequest) => {
    if (request.kind === 'close') {
      await Promise.all(underWay);
      await embedder.close();
      port.close();
    } else {
      const replied = reply(replies, request);
      underWay.add(replied);
      await replied;
      underWay.delete(replied);
    }
  });
  report({ kind: 'ready', manifest, articles: library.articles, suggestions });
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

type Replies = {
  readonly [Kind in keyof Requests]: (asked: Requests[Kind]['asked']) => Promise<Requests[Kind]['reply']>;
};

async function reply(replies: Replies, { kind, id, asked }: Request): Promise<void> {
  try {
    report({ kind: 'reply', id, reply: await replies[kind](asked as never) });
  } catch (error) {
    report({ kind: 'failure', id, error });
  }
}
