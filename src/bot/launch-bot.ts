import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import pRetry from 'p-retry';
import { type Telegraf, TelegramError } from 'telegraf';
import type { Update } from 'telegraf/types';
import { errorReason } from '../error-reason.ts';
import type { Logger } from '../logger.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { LaunchError } from './launch-error.ts';
import { ConnectionError } from './outgoing/connection-error.ts';
import { requestFailure } from './outgoing/request-failure.ts';
import { pollUpdates, type UpdateKind } from './poll-updates.ts';
import { registerProfile } from './register-profile.ts';
import { type Acceptance, createUpdateIntake } from './update-intake.ts';
import type { UpdateLog } from './update-log.ts';
import { atMost, withinTime } from './within-time.ts';

/** Where Telegram is to send updates, and what it shows that it is Telegram. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

export interface LaunchOptions {
  readonly bot: Telegraf;
  readonly logger: Logger;
  readonly metrics?: Metrics;
  /** Where the Bot API answers, for the messages. */
  readonly telegramApiRoot: string;
  /** Left out, updates are asked for by long polling. */
  readonly webhook?: Webhook | undefined;
  /** What other processes of this bot have taken. */
  readonly updateLog?: UpdateLog | undefined;
  /** Milliseconds that updates already taken may go on once the bot is stopped. */
  readonly drainTime?: number;
  /** Milliseconds before the first further attempt to reach Telegram; it doubles, up to half a minute. */
  readonly firstDelay?: number;
  /** Called once Telegram has confirmed who the bot is and sends it updates. */
  readonly onReady?: () => void;
}

/** A launched bot. */
export interface RunningBot {
  /**
   * Settles when the bot has stopped and every update it took is answered, or the drain time is over; rejects where
   * Telegram refused it.
   */
  readonly finished: Promise<void>;
  /** Whether Telegram was reached when last tried, and the bot is not stopping. */
  readonly isReady: boolean;
  /**
   * Takes an update that came to the webhook; `full` before the bot is ready and once it is stopped. What is taken is said
   * to be so once it is handled, or after a while where its chat is slow: what Telegram has not been told, it sends again
   * should this process be killed.
   */
  accept(update: unknown): Promise<Acceptance>;
  /** Takes no further update. Safe to call twice, and before Telegram was reached. */
  stop(): void;
}

/** Milliseconds. */
const LONGEST_DELAY = 30_000;
const LAUNCH_TIMEOUT = 30_000;

/** Milliseconds that an update from the webhook is handled before it is acknowledged: a slow chat holds up no longer. */
const LONGEST_HOLD = 5000;

/** Requests that Telegram may make to the webhook at once. */
const WEBHOOK_CONNECTIONS = 40;

/** What the bot asks Telegram for; anything else it would only drop. */
const ALLOWED_UPDATES: readonly UpdateKind[] = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
];

/** Takes updates by webhook or long polling, and waits for Telegram where it can't be reached. */
export function launchBot({
  bot,
  logger,
  metrics = createMetrics(),
  telegramApiRoot,
  webhook,
  updateLog,
  drainTime = 25_000,
  firstDelay = 1000,
  onReady,
}: LaunchOptions): RunningBot {
  const { telegram } = bot;
  const stopping = new AbortController();
  const { signal } = stopping;
  const intake = createUpdateIntake({
    handle: (update) => bot.handleUpdate(update),
    logger,
    metrics,
    log: updateLog,
  });
  let isReady = false;

  function setReached(reached: boolean): void {
    isReady = reached;
    metrics.telegramReached.set(reached ? 1 : 0);
  }

  const call = <Method extends 'getMe' | 'setWebhook' | 'deleteWebhook'>(
    method: Method,
    payload: Parameters<typeof telegram.callApi<Method>>[1],
  ) =>
    untilReached(() =>
      withinTime({ limit: LAUNCH_TIMEOUT, stop: signal }, (timeLimit) =>
        telegram.callApi(method, payload, { signal: timeLimit as never }),
      ),
    );

  async function untilReached<T>(attempt: () => Promise<T>): Promise<T> {
    return pRetry(attempt, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: firstDelay,
      maxTimeout: LONGEST_DELAY,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => !signal.aborted && prepareRetry(error),
    });
  }

  /** Whether to try again; waits first where Telegram asks for it. */
  async function prepareRetry(error: Error): Promise<boolean> {
    if (isFinal(error, { isKnownServer: bot.botInfo !== undefined })) return false;
    setReached(false);
    if (error instanceof TelegramError && error.code === 409) await giveWay(error);
    else logger.warn({ reason: errorReason(error) }, 'Telegram was not reached; trying again');
    const failure = requestFailure(error);
    if (failure.kind === 'pause')
      await wait(failure.seconds * 1000, undefined, { signal }).catch(() => undefined);
    return true;
  }

  /** Somebody else takes this bot's updates: another process by polling, or a webhook that was set meanwhile. */
  async function giveWay({ description }: TelegramError): Promise<void> {
    const advice =
      'another process takes the updates of this bot; stop it, or give this one a token of its own';
    logger.warn({ reason: description }, `${advice}. Trying again`);
    if (/webhook/i.test(description)) await telegram.deleteWebhook().catch(() => undefined);
  }

  async function run(): Promise<void> {
    bot.botInfo = await call('getMe', {});
    await (webhook === undefined ? poll() : receive(webhook));
  }

  async function receive({ url, secret }: Webhook): Promise<void> {
    await call('setWebhook', {
      url,
      secret_token: secret,
      allowed_updates: ALLOWED_UPDATES,
      max_connections: WEBHOOK_CONNECTIONS,
    });
    becomeReady();
    if (!signal.aborted) await once(signal, 'abort');
    await drain();
  }

  async function poll(): Promise<void> {
    await call('deleteWebhook', {});
    becomeReady();
    const polling = await pollUpdates({
      telegram,
      intake,
      allowedUpdates: ALLOWED_UPDATES,
      signal,
      untilReached: async (attempt) => {
        const updates = await untilReached(attempt);
        setReached(true);
        return updates;
      },
    });
    await drain();
    await polling
      .confirm()
      .catch((error: unknown) =>
        logger.warn({ reason: errorReason(error) }, 'the last updates were not confirmed'),
      );
  }

  function becomeReady(): void {
    setReached(true);
    void registerProfile({ telegram, logger, signal });
    onReady?.();
  }

  async function drain(): Promise<void> {
    await atMost({ limit: drainTime }, intake.idle());
    if (intake.oldestUnfinished !== undefined)
      logger.warn({ waitedMs: drainTime }, 'stopped without waiting any longer for the last answers');
  }

  const finished = run().catch((error: unknown) => {
    if (!signal.aborted) throw explain(error, telegramApiRoot);
    return drain();
  });
  return {
    finished,
    get isReady() {
      return isReady && !signal.aborted;
    },
    async accept(update) {
      if (!isReady && !signal.aborted) return 'full';
      const result = intake.accept(update);
      if (result === 'accepted' || result === 'duplicate') {
        const { update_id: id } = update as Update;
        await atMost({ limit: LONGEST_HOLD }, intake.handled(id));
      }
      return result;
    },
    stop() {
      if (signal.aborted) return;
      intake.close();
      stopping.abort();
    },
  };
}

/** Whether trying again is useless. Once Telegram was there, a page in its place is a gateway's trouble. */
function isFinal(error: Error, { isKnownServer }: { readonly isKnownServer: boolean }): boolean {
  if (isNotBotApi(error)) return !isKnownServer;
  if (error instanceof TelegramError) return error.code < 500 && error.code !== 409 && error.code !== 429;
  return requestFailure(error).kind === 'refused';
}

/** Something answered there, but with a page instead of JSON. */
function isNotBotApi(error: unknown): boolean {
  return error instanceof ConnectionError && error.problem === 'not_json';
}

function explain(error: unknown, telegramApiRoot: string): unknown {
  if (isNotBotApi(error)) {
    return new LaunchError(`${telegramApiRoot} answers, but not as a Bot API. Correct TELEGRAM_API_ROOT.`);
  }
  if (!(error instanceof TelegramError)) return error;
  if (error.code === 401 || error.code === 404) {
    return new LaunchError(`${telegramApiRoot} does not know this BOT_TOKEN. Copy it again from @BotFather.`);
  }
  return new LaunchError(`${telegramApiRoot} refuses to start the bot: ${error.description}.`);
}
