import { config as loadDotenv } from 'dotenv';
import { createBot } from './bot/create-bot.ts';
import { launchBot } from './bot/launch-bot.ts';
import { messages } from './bot/messages.ts';
import { type Config, embedderSettings, readConfig } from './config.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import type { Embedder } from './embedding/embedder.ts';
import { type DownloadProgress, loadEmbedder } from './embedding/load-embedder.ts';
import { describeFailure } from './foreseen-error.ts';
import { ensureIndex } from './indexing/ensure-index.ts';
import type { PassageIndex } from './indexing/passage-index.ts';
import { createLogger, type Logger } from './logger.ts';
import { openAnswerer } from './open-answerer.ts';
import { openFeedback } from './open-feedback.ts';
import { startPlayground } from './playground/playground.ts';
import { createTelegramEmulator } from './playground/telegram-emulator.ts';
import { loadKnowledge } from './retrieval/load-knowledge.ts';
import { ensureSuggestions } from './suggestions.ts';

loadDotenv({ quiet: true });
try {
  await main(readConfig(process.env));
} catch (error) {
  const token = process.env.BOT_TOKEN?.trim();
  const text = describeFailure(error);
  process.stderr.write(`${token ? text.replaceAll(token, '[redacted]') : text}\n`);
  process.exitCode = 1;
}

/** Builds everything, starts, and returns once a signal has stopped it and all it took is answered. */
async function main(config: Config): Promise<void> {
  const secrets = config.mode === 'polling' ? [config.token] : [];
  const logger = createLogger({ level: config.logLevel, secrets });
  const embedder = await loadEmbedder({ ...embedderSettings(config), onProgress: logDownloads(logger) });
  const index = await prepareIndex(config, embedder, logger);
  const answerer = await openAnswerer({ index, embedder });
  const { articles } = index;
  const indexVersion = index.manifest.version;
  const suggestions = await ensureSuggestions({
    directory: config.indexDirectory,
    indexVersion,
    articles,
    answerer,
    loadLexicon: async () => (await loadKnowledge()).lexicon,
  });
  const telegram = await connect(config, logger);
  const feedback = openFeedback({ config, secret: telegram.token, logger });
  const bot = createBot(telegram.token, {
    answerer,
    articles,
    indexVersion,
    suggestions,
    feedback,
    adminIds: config.adminIds,
    logger,
    telegramApiRoot: telegram.apiRoot,
  });
  const running = launchBot({
    bot,
    logger,
    telegramApiRoot: telegram.apiRoot,
    onReady: () =>
      logger.info(
        { passages: index.passages.length, readyInMs: Math.round(performance.now()) },
        telegram.ready,
      ),
  });
  onStopSignal((signal) => {
    logger.info({ signal }, 'stopping');
    running.stop();
  });
  try {
    await running.finished;
  } finally {
    await telegram.close();
    await feedback?.close();
    await embedder.close();
  }
}

async function prepareIndex(config: Config, embedder: Embedder, logger: Logger): Promise<PassageIndex> {
  const { indexDirectory: directory, corpusDirectory } = config;
  const onBuild = (why: string) => logger.info({ directory, why }, 'building the index');
  const articles = await readCorpus(corpusDirectory);
  return (await ensureIndex({ articles, embedder, directory, onBuild })).index;
}

/** Says when each file of a hub model begins and ends to come; a bar would tear the log. */
function logDownloads(logger: Logger): (progress: DownloadProgress) => void {
  const begun = new Set<string>();
  return ({ file, loaded, total }) => {
    if (!begun.has(file)) logger.info({ file, bytes: total }, 'downloading the embedding model');
    begun.add(file);
    if (total > 0 && loaded >= total) logger.info({ file }, 'downloaded');
  };
}

interface TelegramConnection {
  readonly token: string;
  readonly apiRoot: string;
  /** What the log says once the bot is reached there. */
  readonly ready: string;
  close(): Promise<void>;
}

/** Telegram itself, or the playground in its place. */
async function connect(config: Config, logger: Logger): Promise<TelegramConnection> {
  if (config.mode === 'polling') {
    return {
      token: config.token,
      apiRoot: config.telegramApiRoot,
      ready: 'the bot is on Telegram',
      close: async () => {},
    };
  }
  const { host, port } = config;
  const emulator = createTelegramEmulator({ botName: messages.botName });
  const playground = await startPlayground({ host, port, emulator, logger });
  const ready = `no BOT_TOKEN is set, so the bot answers on a page: open ${playground.url}`;
  return { token: playground.token, apiRoot: playground.apiRoot, ready, close: playground.close };
}

/** The first SIGINT or SIGTERM stops in good order; a second one ends the process at once, as nothing listens any more. */
function onStopSignal(stop: (signal: NodeJS.Signals) => void): void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const listener = (signal: NodeJS.Signals) => {
    for (const each of signals) process.off(each, listener);
    stop(signal);
  };
  for (const signal of signals) process.on(signal, listener);
}
