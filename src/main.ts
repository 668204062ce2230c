import { config as loadDotenv } from 'dotenv';
import { createLiveAnswerer } from './answering/live-answerer.ts';
import { measured } from './answering/measured-answerer.ts';
import { startAnsweringThread } from './answering-thread/start-answering-thread.ts';
import { createBot } from './bot/create-bot.ts';
import { launchBot, type RunningBot, type Webhook } from './bot/launch-bot.ts';
import { LaunchError } from './bot/launch-error.ts';
import { messages } from './bot/messages.ts';
import { type Config, databaseSecrets, embedderSettings, readConfig } from './config.ts';
import type { DownloadProgress } from './embedding/load-embedder.ts';
import { describeFailure } from './foreseen-error.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { openBotDatabase } from './open-bot-database.ts';
import { openFeedback } from './open-feedback.ts';
import { startPlayground } from './playground/playground.ts';
import { createTelegramEmulator } from './playground/telegram-emulator.ts';
import { createReloader, watchManifest } from './reload-index.ts';
import { createHealthApp } from './server/health-app.ts';
import { startHttpServer } from './server/http-server.ts';
import { createWebhookApp } from './server/webhook-app.ts';

/** As sysexits.h has it: what is configured is wrong, and starting again does not help. */
const EXIT_MISCONFIGURED = 78;

loadDotenv({ quiet: true });
try {
  await main(readConfig(process.env));
} catch (error) {
  const secrets = [process.env.BOT_TOKEN, process.env.WEBHOOK_SECRET].map((secret) => secret?.trim());
  const text = secrets.reduce<string>(
    (shown, secret) => (secret ? shown.replaceAll(secret, '[redacted]') : shown),
    describeFailure(error),
  );
  process.stderr.write(`${text}\n`);
  process.exitCode = error instanceof LaunchError ? EXIT_MISCONFIGURED : 1;
}
// What was given up, such as a request that Telegram has put off for minutes, must not hold up the end.
process.exit();

/** What every part of the running bot gets. */
interface Surroundings {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Has something closed when the bot ends; what came last goes first. */
  closeAtEnd(close: () => unknown): void;
}

/** Builds everything, starts, and returns once a signal has stopped it and all it took is answered. */
async function main(config: Config): Promise<void> {
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  const closing: (() => unknown)[] = [];
  const closeAtEnd = (close: () => unknown) => void closing.unshift(close);
  process.on('unhandledRejection', (error) => {
    logger.error({ error }, 'something failed that nobody waited for');
  });
  try {
    await run({ config, logger, metrics: createMetrics({ ofProcess: true }), closeAtEnd });
  } finally {
    for (const close of closing) await close();
  }
}

async function run(surroundings: Surroundings): Promise<void> {
  const { config, logger, metrics, closeAtEnd } = surroundings;
  const ready = { index: false, telegram: () => false };
  const database = await openBotDatabase(config, logger);
  closeAtEnd(() => database?.close());
  await showHealth(surroundings, () => ({
    index: ready.index,
    telegram: ready.telegram(),
    ...(database && { database: database.isReachable }),
  }));
  let stop = () => {};
  const { live, reload } = await startAnswering(surroundings, (error) => {
    logger.fatal({ error }, 'answering broke down');
    process.exitCode = 1;
    stop();
  });
  ready.index = true;
  const telegram = await connect(surroundings);
  const feedback = openFeedback({ config, secret: telegram.token, logger, database });
  closeAtEnd(() => feedback?.close());
  const answerer = measured(live, metrics);
  const bot = createBot(telegram.token, {
    answerer,
    // Getters, since another index may take the place of this one.
    get articles() {
      return live.articles;
    },
    readArticle: (id) => live.readArticle(id),
    findArticles: (query) => live.findArticles(query),
    get indexVersion() {
      return live.manifest.version;
    },
    get suggestions() {
      return live.suggestions;
    },
    feedback,
    logger,
    metrics,
    telegramApiRoot: telegram.apiRoot,
    allowedChats: config.allowedChats,
    floodLimits: config.floodLimits,
    adminIds: config.adminIds,
    reload: () => reload('/reload'),
  });
  const updateLog = config.mode === 'playground' ? undefined : database?.updateLog(telegram.token);
  closeAtEnd(() => updateLog?.close());
  const running = launchBot({
    bot,
    updateLog,
    logger,
    metrics,
    telegramApiRoot: telegram.apiRoot,
    webhook: telegram.webhook,
    onReady() {
      const { passages } = live.manifest.corpus;
      logger.info({ passages, readyInMs: Math.round(performance.now()) }, telegram.ready);
    },
  });
  stop = () => running.stop();
  ready.telegram = () => running.isReady;
  onStopSignal((signal) => {
    logger.info({ signal }, 'stopping');
    running.stop();
  });
  process.on('SIGHUP', () => void reload('SIGHUP'));
  closeAtEnd(
    database === undefined
      ? watchManifest(config.indexDirectory, () => void reload('a new manifest'))
      : database.watchVersions({
          inUse: () => live.manifest.version,
          onNewer: () => reload('a new version'),
        }),
  );
  try {
    await receiveUpdates(surroundings, running);
    await running.finished;
  } finally {
    running.stop();
  }
}

/** Opens the index, building it first where that is needed; what is opened later is never built, only opened. */
async function startAnswering(
  { config, logger, metrics, closeAtEnd }: Surroundings,
  onBreakdown: (error: unknown) => void,
) {
  const { indexDirectory, corpusDirectory, database } = config;
  const open = async (builds: boolean) => {
    const thread = await startAnsweringThread({
      corpusDirectory,
      indexDirectory,
      database,
      embedder: embedderSettings(config),
      reads: config.reads,
      builds,
      onDownload: logDownloads(logger),
      onBuild: (why) =>
        logger.info({ ...(!database && { directory: indexDirectory }), why }, 'building the index'),
    });
    thread.failure.catch(onBreakdown);
    return thread;
  };
  const live = createLiveAnswerer(await open(true), (error) => {
    logger.warn({ error }, 'the index before was not closed');
  });
  closeAtEnd(() => live.close());
  return { live, reload: createReloader({ live, logger, metrics, open: () => open(false) }) };
}

/** Health and metrics on a port of their own, where one is set. */
async function showHealth(
  { config, metrics, logger, closeAtEnd }: Surroundings,
  checks: () => Readonly<Record<string, boolean>>,
): Promise<void> {
  if (!config.health) return;
  const settings = { host: 'HEALTH_HOST', port: 'HEALTH_PORT' };
  const app = createHealthApp({ checks, metrics, logger });
  const { url, close } = await startHttpServer(app.fetch, { ...config.health, settings });
  closeAtEnd(close);
  logger.info({ url }, 'health and metrics are shown');
}

/** Listens for what Telegram sends, where it is to send. */
async function receiveUpdates(
  { config, logger, closeAtEnd }: Surroundings,
  running: RunningBot,
): Promise<void> {
  if (config.mode !== 'webhook') return;
  const { host, port, webhookUrl, webhookSecret: secret } = config;
  const { pathname: path } = new URL(webhookUrl);
  const app = createWebhookApp({ path, secret, accept: running.accept, logger });
  const settings = { host: 'HOST', port: 'PORT' };
  const { url, close } = await startHttpServer(app.fetch, { host, port, settings });
  closeAtEnd(close);
  logger.info({ url: `${url}${path}` }, 'updates are taken');
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
  readonly webhook?: Webhook;
  /** What the log says once the bot is reached there. */
  readonly ready: string;
}

/** Telegram itself, or the playground in its place. */
async function connect({ config, logger, closeAtEnd }: Surroundings): Promise<TelegramConnection> {
  if (config.mode !== 'playground') {
    const { token, telegramApiRoot: apiRoot } = config;
    const telegram = { token, apiRoot, ready: 'the bot is on Telegram' };
    if (config.mode === 'polling') return telegram;
    return { ...telegram, webhook: { url: config.webhookUrl, secret: config.webhookSecret } };
  }
  const { host, port } = config;
  const emulator = createTelegramEmulator({ botName: messages.botName });
  const { url, apiRoot, token, close } = await startPlayground({ host, port, emulator, logger });
  closeAtEnd(close);
  return { token, apiRoot, ready: `no BOT_TOKEN is set, so the bot answers on a page: open ${url}` };
}

function secretsOf(config: Config): string[] {
  const ofDatabase = databaseSecrets(config);
  if (config.mode === 'playground') return ofDatabase;
  if (config.mode === 'polling') return [config.token, ...ofDatabase];
  return [config.token, config.webhookSecret, ...ofDatabase];
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
