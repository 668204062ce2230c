import { join } from 'node:path';
import { type BotOptions, createBot } from '../../src/bot/create-bot.ts';
import { launchBot, type RunningBot } from '../../src/bot/launch-bot.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../../src/embedding/load-embedder.ts';
import { ensureIndex } from '../../src/indexing/ensure-index.ts';
import { createFileStore, readArticles } from '../../src/indexing/file-store.ts';
import { createLogger } from '../../src/logger.ts';
import { openAnswerer } from '../../src/open-answerer.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import type { TelegramEmulator } from '../../src/playground/telegram-emulator.ts';
import { projectRoot } from '../../src/project-root.ts';
import { loadKnowledge } from '../../src/retrieval/load-knowledge.ts';
import { ensureSuggestions } from '../../src/suggestions.ts';

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

/** The answerer of the project's own article and bundled model, on an index built into `directory`. */
export async function openEventAnswerer(
  directory: string,
): Promise<BotUnderTest & { close(): Promise<void> }> {
  const embedder = await loadEmbedder({ model: 'isnad-ar-static' });
  const knowledge = await loadKnowledge({ embedder });
  const articles = await readCorpus(join(projectRoot, 'corpus'));
  const { index } = await ensureIndex({ articles, embedder, analyser: knowledge.analyser, directory });
  const answerer = await openAnswerer({ store: createFileStore(index), embedder, knowledge });
  const { manifest } = index;
  const indexed = readArticles(index);
  const suggestions = await ensureSuggestions({
    directory,
    indexVersion: manifest.version,
    articles: indexed,
    answerer,
    lexicon: knowledge.lexicon,
  });
  return {
    answerer,
    articles: indexed,
    indexVersion: manifest.version,
    suggestions,
    close: () => embedder.close(),
  };
}
