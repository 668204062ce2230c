import { parseArgs } from 'node:util';
import { embedderSettings, readConfig } from '../src/config.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { ensureIndex } from '../src/indexing/ensure-index.ts';
import { createFileStore } from '../src/indexing/file-store.ts';
import { openAnswerer } from '../src/open-answerer.ts';
import { loadKnowledge } from '../src/retrieval/load-knowledge.ts';
import { ensureSuggestions } from '../src/suggestions.ts';
import { buildBar, downloadBar, runCommand } from './command.ts';

const USAGE = 'usage: npm run index -- [--corpus DIR] [--index DIR] [--force]';

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      index: { type: 'string' },
      force: { type: 'boolean', default: false },
    },
  });
  const config = readConfig({ ...process.env, BOT_TOKEN: '' });
  const startedAt = performance.now();
  const directory = values.index ?? config.indexDirectory;
  const articles = await readCorpus(values.corpus ?? config.corpusDirectory);
  const embedder = await loadEmbedder({ ...embedderSettings(config), onProgress: downloadBar() });
  const knowledge = await loadKnowledge({ embedder });
  const progress = buildBar();
  const { index, built } = await ensureIndex({
    articles,
    embedder,
    analyser: knowledge.analyser,
    directory,
    force: values.force,
    onProgress: progress.show,
  });
  progress.stop();
  const { manifest } = index;
  const store = createFileStore(index);
  await ensureSuggestions({
    directory,
    indexVersion: manifest.version,
    store,
    answerer: await openAnswerer({ store, embedder, knowledge }),
    lexicon: knowledge.lexicon,
  });
  await embedder.close();
  const { articles: articleCount, passages } = index.manifest.corpus;
  const bytes = Object.values(index.manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  const counts = `${articleCount} ${articleCount === 1 ? 'article' : 'articles'}, ${passages} passages, dimension ${index.manifest.model.dimension}`;
  if (!built) return `${directory} is up to date: ${counts}. Nothing to do (--force rebuilds).`;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return `${directory}: ${counts}, ${seconds} s, ${bytes} bytes, model ${index.manifest.model.name}`;
});
