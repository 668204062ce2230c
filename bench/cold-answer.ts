import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { createFileStore } from '../src/indexing/file-store.ts';
import { openIndex } from '../src/indexing/open-index.ts';
import { openAnswerer } from '../src/open-answerer.ts';
import { loadKnowledge } from '../src/retrieval/load-knowledge.ts';

/** Opens an index in a process of its own and asks once: `cold-answer.ts MODEL INDEX QUESTION`. */
const [model = '', directory = '', question = ''] = process.argv.slice(2);
const embedder = await loadEmbedder({ model });
const startedAt = performance.now();
const [index, knowledge] = await Promise.all([openIndex(directory), loadKnowledge({ embedder })]);
const openedAt = performance.now();
const answerer = await openAnswerer({ store: createFileStore(index), embedder, knowledge, warm: false });
await answerer.answer(question);
const answeredAt = performance.now();
// What opening left behind is no part of what the index needs.
globalThis.gc?.();
const figures = {
  openMs: openedAt - startedAt,
  answerMs: answeredAt - startedAt,
  residentBytes: process.memoryUsage().rss,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
await embedder.close();
