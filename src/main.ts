import { config as loadDotenv } from 'dotenv';
import { type AnsweringThread, startAnsweringThread } from './answering-thread/start-answering-thread.ts';
import { createBot } from './bot/create-bot.ts';
import { launchBot } from './bot/launch-bot.ts';
import { messages } from './bot/messages.ts';
import { type Config, embedderSettings, readConfig } from './config.ts';
import type { DownloadProgress } from './embedding/load-embedder.ts';
import { describeFailure } from './foreseen-error.ts';
import { createLogger, type Logger } from './logger.ts';
import { openFeedback } from './open-feedback.ts';
import { startPlayground } from './playground/playground.ts';
import { createTelegramEmulator } from './playground/telegram-emulator.ts';

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
  const answering = await startAnswering(config, logger);
  try {
    await runBot(config, answering, logger);
  } finally {
    await answering.close();
  }
}

/** Runs until a signal or a failure stops the bot. */
async function runBot(config: Config, answering: AnsweringThread, logger: Logger): Promise<void> {
  const telegram = await connect(config, logger);
  const feedback = openFeedback({ config, secret: telegram.token, logger });
  const bot = createBot(telegram.token, {
    answerer: answering.answerer,
    articles: answering.articles,
    indexVersion: answering.manifest.version,
    suggestions: answering.suggestions,
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
        { passages: answering.manifest.corpus.passages, readyInMs: Math.round(performance.now()) },
        telegram.ready,
      ),
  });
  onStopSignal((signal) => {
    logger.info({ signal }, 'stopping');
    running.stop();
  });
  answering.failure.catch((error: unknown) => {
    logger.fatal({ error }, 'answering broke down');
    process.exitCode = 1;
    running.stop();
  });
  try {
    await running.finished;
  } finally {
    await telegram.close();
    await feedback?.close();
  }
}

function startAnswering(config: Config, logger: Logger): Promise<AnsweringThread> {
  const { corpusDirectory, indexDirectory } = config;
  return startAnsweringThread({
    corpusDirectory,
    indexDirectory,
    embedder: embedderSettings(config),
    onDownload: logDownloads(logger),
    onBuild: (why) => logger.info({ directory: indexDirectory, why }, 'building the index'),
  });
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
