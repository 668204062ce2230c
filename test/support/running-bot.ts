import { join } from 'node:path';
import { createArticleCatalogue } from '../../src/answering/article-catalogue.ts';
import { createLibrary } from '../../src/answering/library.ts';
import { type BotOptions, createBot } from '../../src/bot/create-bot.ts';
import { launchBot, type RunningBot } from '../../src/bot/launch-bot.ts';
import type { Article } from '../../src/corpus/article.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../../src/embedding/load-embedder.ts';
import { ensureIndex } from '../../src/indexing/ensure-index.ts';
import { createFileStore } from '../../src/indexing/file-store.ts';
import { createLogger } from '../../src/logger.ts';
import { openAnswerer } from '../../src/open-answerer.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import type { TelegramEmulator } from '../../src/playground/telegram-emulator.ts';
import { projectRoot } from '../../src/project-root.ts';
import { loadKnowledge } from '../../src/retrieval/load-knowledge.ts';
import { ensureSuggestions, suggestionsInFolder } from '../../src/suggestions.ts';
import { UNHURRIED } from './unhurried.ts';

export interface BotUnderTest extends Omit<BotOptions, 'logger' | 'telegramApiRoot'> {
  /** Lines of the bot's log, as JSON. */
  readonly log?: string[];
  readonly emulator?: TelegramEmulator;
  /** What else the bot is to be made with. */
  readonly options?: Partial<BotOptions>;
}

/** Starts a bot that talks over HTTP to a Bot API of its own on loopback. Close it when the test ends. */
export async function startBot(underTest: BotUnderTest) {
  const { log = [], emulator, options = {} } = underTest;
  const playground = await startPlayground({ port: 0, ...(emulator && { emulator }) });
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void log.push(line) } });
  // Not spread: what answers come from may be replaced while the bot runs.
  const botOptions: BotOptions = Object.assign(Object.create(underTest), {
    logger,
    telegramApiRoot: playground.apiRoot,
    // The rates of Telegram are tested by themselves: three messages in a row would take three seconds.
    sendingRates: UNHURRIED,
    ...options,
  });
  const bot = createBot(playground.token, botOptions);
  const running = await new Promise<RunningBot>((resolve) => {
    const launched: RunningBot = launchBot({
      bot,
      logger,
      telegramApiRoot: playground.apiRoot,
      onReady: () => resolve(launched),
    });
  });
  return {
    playground,
    emulator: playground.emulator,
    running,
    async close() {
      running.stop();
      await running.finished;
      await playground.close();
    },
  };
}

export interface ArchiveOptions {
  /** Where the index is built. */
  readonly directory: string;
  readonly articles: readonly Article[];
  /** What time it is for the answerer. */
  readonly now?: () => Date;
}

/** All that a bot answers from, on some articles and the bundled model. */
export async function openArchive({ directory, articles, now }: ArchiveOptions) {
  const embedder = await loadEmbedder({ model: 'isnad-ar-contextual' });
  const knowledge = await loadKnowledge({ embedder });
  const { lexicon, analyser } = knowledge;
  const { index } = await ensureIndex({ articles, embedder, analyser, directory });
  const store = createFileStore(index);
  const catalogue = createArticleCatalogue({ articles: store.articles, lexicon });
  const answerer = await openAnswerer({ store, embedder, knowledge, catalogue, ...(now && { now }) });
  const indexVersion = store.description.version;
  const suggestions = await ensureSuggestions({
    keeper: suggestionsInFolder(directory),
    indexVersion,
    store,
    answerer,
    lexicon,
  });
  return {
    ...createLibrary(store, catalogue),
    answerer,
    indexVersion,
    suggestions,
    store,
    close: () => embedder.close(),
  };
}

/** The project's own article. */
export async function openEventAnswerer(directory: string) {
  return openArchive({ directory, articles: await readCorpus(join(projectRoot, 'corpus')) });
}
