import { parseArgs } from 'node:util';
import { embedderSettings, readConfig } from '../src/config.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { openIndexPlace } from '../src/index-place.ts';
import { openAnswerer } from '../src/open-answerer.ts';
import { loadKnowledge } from '../src/retrieval/load-knowledge.ts';
import { ensureSuggestions } from '../src/suggestions.ts';
import { buildBar, downloadBar, placeOf, runCommand } from './command.ts';

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
  const place = openIndexPlace(placeOf(config, values.index));
  const articles = await readCorpus(values.corpus ?? config.corpusDirectory);
  const embedder = await loadEmbedder({ ...embedderSettings(config), onProgress: downloadBar() });
  const knowledge = await loadKnowledge({ embedder, reads: false });
  const progress = buildBar();
  const { store, built } = await place.ensure({
    articles,
    embedder,
    analyser: knowledge.analyser,
    force: values.force,
    onProgress: progress.show,
  });
  progress.stop();
  const { version, model, corpus } = store.description;
  await ensureSuggestions({
    keeper: place.suggestions,
    indexVersion: version,
    store,
    answerer: await openAnswerer({ store, embedder, knowledge }),
    lexicon: knowledge.lexicon,
  });
  const bytes = await place.bytes();
  await store.close();
  await place.close();
  await embedder.close();
  const counts = `${corpus.articles} ${corpus.articles === 1 ? 'article' : 'articles'}, ${corpus.passages} passages, dimension ${model.dimension}`;
  if (!built) return `${place.name} is up to date: ${counts}. Nothing to do (--force rebuilds).`;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return `${place.name}: ${counts}, ${seconds} s, ${bytes} bytes, model ${model.name}`;
});
