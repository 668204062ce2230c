import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type Telegraf, TelegramError } from 'telegraf';
import { errorReason } from '../error-reason.ts';
import type { Logger } from '../logger.ts';
import { LaunchError } from './launch-error.ts';
import { registerProfile } from './register-profile.ts';

export interface LaunchOptions {
  readonly bot: Telegraf;
  readonly logger: Logger;
  /** Where the Bot API answers, for the messages. */
  readonly telegramApiRoot: string;
  /** Milliseconds that updates already taken may go on once the bot is stopped. */
  readonly drainTime?: number;
  /** Called once Telegram has confirmed who the bot is. */
  readonly onReady?: () => void;
}

/** A launched bot. */
export interface RunningBot {
  /**
   * Settles when the bot has stopped and every update it took is answered, or the drain time is over; rejects where
   * Telegram refused it.
   */
  readonly finished: Promise<void>;
  /** Asks for no further update. Safe to call twice, and before Telegram was reached. */
  stop(): void;
}

/** Milliseconds before the first further attempt to reach Telegram, doubled each time up to the last. */
const FIRST_DELAY = 1000;
const LAST_DELAY = 30_000;

/** Milliseconds between attempts to stop a bot that is just being launched. */
const STOP_INTERVAL = 50;

/** What the bot asks Telegram for; anything else it would only drop. */
const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

/** Starts long polling, and waits for Telegram where it can't be reached yet. */
export function launchBot({
  bot,
  logger,
  telegramApiRoot,
  drainTime = 10_000,
  onReady,
}: LaunchOptions): RunningBot {
  const stopping = new AbortController();
  let isFinished = false;

  async function launch(): Promise<void> {
    for (let delay = FIRST_DELAY; !stopping.signal.aborted; delay = Math.min(delay * 2, LAST_DELAY)) {
      try {
        await bot.launch({ allowedUpdates: [...ALLOWED_UPDATES] }, () => {
          void registerProfile({ telegram: bot.telegram, logger });
          onReady?.();
        });
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (!isPassing(error)) throw explain(error, telegramApiRoot);
        const pause = Math.max(delay, askedPause(error));
        logger.warn(
          { reason: errorReason(error), retryInMs: pause },
          'Telegram was not reached; trying again',
        );
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** telegraf knows nothing to stop until its first request for updates, a moment after the launch. */
  function stopPolling(): void {
    if (isFinished) return;
    try {
      bot.stop();
    } catch {
      setTimeout(stopPolling, STOP_INTERVAL);
    }
  }

  const launched = launch().finally(() => {
    isFinished = true;
  });
  return {
    finished: Promise.race([launched, abandoned()]),
    stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      stopPolling();
    },
  };

  /** A request that Telegram never answers has no end of its own: telegraf sets no limit. */
  async function abandoned(): Promise<void> {
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
    await wait(drainTime, undefined, { ref: false });
    logger.warn({ waitedMs: drainTime }, 'stopped without waiting any longer for Telegram');
  }
}

/** The network, too many requests, or Telegram's own trouble: it may be over in a moment. */
function isPassing(error: unknown): boolean {
  if (error instanceof TelegramError) return error.code === 429 || error.code >= 500;
  return error instanceof Error && error.name === 'FetchError' && !isNotBotApi(error);
}

/** Milliseconds that Telegram asks to wait; 0 where it does not. */
function askedPause(error: unknown): number {
  return error instanceof TelegramError ? (error.parameters?.retry_after ?? 0) * 1000 : 0;
}

/** Something answered there, but with a page instead of JSON. */
function isNotBotApi(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'invalid-json';
}

function explain(error: unknown, telegramApiRoot: string): unknown {
  if (isNotBotApi(error)) {
    return new LaunchError(`${telegramApiRoot} answers, but not as a Bot API. Correct TELEGRAM_API_ROOT.`);
  }
  if (!(error instanceof TelegramError)) return error;
  if (error.code === 401 || error.code === 404) {
    return new LaunchError(`${telegramApiRoot} does not know this BOT_TOKEN. Copy it again from @BotFather.`);
  }
  if (error.code === 409) {
    return new LaunchError(
      'Another process asks for the updates of this bot. Stop it, then start this one again.',
    );
  }
  return error;
}
