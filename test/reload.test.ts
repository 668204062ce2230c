import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLibrary } from '../src/answering/library.ts';
import { createLiveAnswerer, type OpenedAnswerer } from '../src/answering/live-answerer.ts';
import type { Article } from '../src/corpus/article.ts';
import { buildIndex } from '../src/indexing/build-index.ts';
import { createFileStore } from '../src/indexing/file-store.ts';
import { openIndex } from '../src/indexing/open-index.ts';
import { createLogger } from '../src/logger.ts';
import { createMetrics } from '../src/metrics.ts';
import { createReloader, watchManifest } from '../src/reload-index.ts';
import { catalogueOf } from './support/catalogue.ts';
import { articleOf, articles, closing, letterEmbedder, plainAnalyser } from './support/index-fixture.ts';
import { temporaryDirectory } from './support/temporary-directory.ts';

async function start() {
  const directory = await temporaryDirectory();
  const build = (all: readonly Article[]) =>
    buildIndex({ directory, articles: all, embedder: letterEmbedder(), analyser: plainAnalyser() });
  await build(articles);
  const open = async (): Promise<OpenedAnswerer> => {
    const index = await openIndex(directory);
    return {
      manifest: index.manifest,
      ...createLibrary(createFileStore(index), catalogueOf([])),
      suggestions: [],
      answerer: { answer: () => Promise.reject(new Error('not asked')) },
      close: async () => {},
    };
  };
  const log: string[] = [];
  const logger = createLogger({ level: 'info', destination: { write: (line) => void log.push(line) } });
  const metrics = createMetrics();
  const live = createLiveAnswerer(await open(), () => {});
  return { directory, build, live, log, metrics, reload: createReloader({ live, open, logger, metrics }) };
}

const added = [...articles, articleOf('added', 'هذا مقال جديد.')];

test('a new index is changed to, and shown', async () => {
  const { build, reload, live, metrics } = await start();
  expect(await reload('test')).toBe('unchanged');
  await build(added);
  expect(await reload('test')).toBe('swapped');
  expect(live.articles.has('added')).toBe(true);
  const text = await metrics.registry.metrics();
  expect(text).toContain(`isnad_index_info{version="${live.manifest.version}"} 6`);
  expect(text).toContain('isnad_index_reloads_total{result="swapped"} 1');
});

test('a bad index is refused with its reason, and the old one goes on', async () => {
  const { directory, build, reload, live, log, metrics } = await start();
  const before = live.manifest.version;
  await build(added);
  const manifest = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8'));
  await truncate(join(directory, 'versions', manifest.version, 'vectors.bin'), 10);
  expect(await reload('test')).toBe('refused');
  expect(live.manifest.version).toBe(before);
  expect(live.articles.has('added')).toBe(false);
  expect(log.at(-1)).toContain('the file is damaged');
  expect(await metrics.registry.metrics()).toContain('isnad_index_reloads_total{result="refused"} 1');
});

test('another manifest is noticed', async () => {
  const { directory, build } = await start();
  let changes = 0;
  const stop = watchManifest(directory, () => {
    changes += 1;
  });
  closing({ close: stop });
  await writeFile(join(directory, 'elsewhere'), '');
  await build(added);
  await expect.poll(() => changes, { timeout: 10_000 }).toBe(1);
});
