import { join } from 'node:path';
import type { Answerer } from '../../src/answering/answer.ts';
import { type BotOptions, createBot } from '../../src/bot/create-bot.ts';
import { launchBot, type RunningBot } from '../../src/bot/launch-bot.ts';
import type { Article } from '../../src/corpus/article.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../../src/embedding/load-embedder.ts';
import { ensureIndex } from '../../src/indexing/ensure-index.ts';
import { createLogger } from '../../src/logger.ts';
import { openAnswerer } from '../../src/open-answerer.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import { projectRoot } from '../../src/project-root.ts';

export interface BotUnderTest {
  readonly answerer: Answerer;
  readonly articles: ReadonlyMap<string, Article>;
  /** Lines of the bot's log, as JSON. */
  readonly log?: string[];
  /** What else the bot is to be made with. */
  readonly options?: Partial<BotOptions>;
}

/** Starts a bot that talks over HTTP to a Bot API of its own on loopback. Close it when the test ends. */
export async function startBot({ answerer, articles, log = [], options = {} }: BotUnderTest) {
  const playground = await startPlayground({ port: 0 });
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void log.push(line) } });
  const bot = createBot(playground.token, {
    answerer,
    articles,
    logger,
    telegramApiRoot: playground.apiRoot,
    ...options,
  });
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
  const articles = await readCorpus(join(projectRoot, 'corpus'));
  const { index } = await ensureIndex({ articles, embedder, directory });
  const answerer = await openAnswerer({ index, embedder });
  return { answerer, articles: index.articles, close: () => embedder.close() };
}
