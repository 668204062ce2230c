import { parentPort, workerData } from 'node:worker_threads';
import { createArticleCatalogue } from '../answering/article-catalogue.ts';
import { createLibrary } from '../answering/library.ts';
import { readCorpus } from '../corpus/read-corpus.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { type DownloadProgress, loadEmbedder } from '../embedding/load-embedder.ts';
import { ForeseenError } from '../foreseen-error.ts';
import { type IndexPlace, openIndexPlace } from '../index-place.ts';
import { assertSameModel } from '../indexing/ensure-index.ts';
import { IndexError } from '../indexing/index-error.ts';
import type { PassageStore } from '../indexing/passage-store.ts';
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
  const knowledge = await loadKnowledge({ embedder, reads: settings.reads });
  const place = openIndexPlace(settings);
  const store = settings.builds
    ? await openOrBuild(settings, { place, embedder, knowledge })
    : await place.open();
  assertSameModel(store.description, embedder, place.name);
  const catalogue = createArticleCatalogue({ articles: store.articles, lexicon: knowledge.lexicon });
  const answerer = await openAnswerer({ store, embedder, knowledge, catalogue });
  const library = createLibrary(store, catalogue);
  const suggestions = await ensureSuggestions({
    keeper: place.suggestions,
    indexVersion: store.description.version,
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
      await store.close();
      await place.close();
      await knowledge.reader.close();
      await embedder.close();
      port.close();
    } else {
      const replied = reply(replies, request);
      underWay.add(replied);
      await replied;
      underWay.delete(replied);
    }
  });
  report({ kind: 'ready', manifest: store.description, articles: library.articles, suggestions });
}

interface BuildParts {
  readonly place: IndexPlace;
  readonly embedder: Embedder;
  readonly knowledge: Knowledge;
}

async function openOrBuild(
  { corpusDirectory }: ThreadSettings,
  { place, embedder, knowledge }: BuildParts,
): Promise<PassageStore> {
  const known = place.isShared ? await openIfThere(place) : undefined;
  if (known !== undefined) return known;
  const { store } = await place.ensure({
    articles: await readCorpus(corpusDirectory),
    embedder,
    analyser: knowledge.analyser,
    onBuild: (why) => report({ kind: 'building', why }),
  });
  return store;
}

async function openIfThere(place: IndexPlace): Promise<PassageStore | undefined> {
  try {
    return await place.open();
  } catch (error) {
    if (error instanceof IndexError && error.problem === 'missing') return undefined;
    throw error;
  }
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
