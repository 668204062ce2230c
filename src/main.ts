import { config as loadDotenv } from 'dotenv';
import { createBot } from './bot/create-bot.ts';
import { launchBot } from './bot/launch-bot.ts';
import { messages } from './bot/messages.ts';
import { type Config, embedderSettings, readConfig } from './config.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { loadEmbedder } from './embedding/load-embedder.ts';
import { ensureIndex } from './indexing/ensure-index.ts';
import { createLogger, type Logger } from './logger.ts';
import { openAnswerer } from './open-answerer.ts';
import { startPlayground } from './playground/playground.ts';
import { createTelegramEmulator } from './playground/telegram-emulator.ts';

/** Errors that say all there is to say: their stack would only hide it. */
const FORESEEN = new Set([
  'ConfigError',
  'CorpusError',
  'IndexError',
  'KnowledgeError',
  'LaunchError',
  'ModelLoadError',
  'PortInUseError',
]);

loadDotenv({ quiet: true });
try {
  await main(readConfig(process.env));
} catch (error) {
  const isForeseen = error instanceof Error && FORESEEN.has(error.name);
  const secret = process.env.BOT_TOKEN;
  const text = isForeseen
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`${secret ? text.replaceAll(secret, '[redacted]') : text}\n`);
  process.exitCode = 1;
}

/** Builds everything, starts, and returns once a signal has stopped it and all it took is answered. */
async function main(config: Config): Promise<void> {
  const secrets = config.mode === 'polling' ? [config.token] : [];
  const logger = createLogger({ level: config.logLevel, secrets });
  const embedder = await loadEmbedder(embedderSettings(config));
  const { answerer, index } = await prepareAnswerer(config, embedder, logger);
  const telegram = await connect(config, logger);
  const bot = createBot(telegram.token, {
    answerer,
    articles: index.articles,
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
    await embedder.close();
  }
}

async function prepareAnswerer(
  config: Config,
  embedder: Awaited<ReturnType<typeof loadEmbedder>>,
  logger: Logger,
) {
  const directory = config.indexDirectory;
  await ensureIndex({
    articles: await readCorpus(config.corpusDirectory),
    embedder,
    directory,
    onBuild: (why) => logger.info({ directory, why }, 'building the index'),
  });
  return openAnswerer({ directory, embedder });
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
