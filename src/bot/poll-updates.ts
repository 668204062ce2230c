import { setTimeout as wait } from 'node:timers/promises';
import pRetry from 'p-retry';
import type { Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';
import type { UpdateIntake } from './update-intake.ts';
import { atMost, withinTime } from './within-time.ts';

/** The kinds of updates that the bot understands. */
export type UpdateKind = 'message' | 'edited_message' | 'callback_query' | 'inline_query' | 'my_chat_member';

export interface PollOptions {
  readonly telegram: Pick<Telegram, 'callApi'>;
  readonly intake: UpdateIntake;
  readonly allowedUpdates: readonly UpdateKind[];
  /** Makes an attempt to reach Telegram, again and again until one succeeds or the bot is stopped. */
  readonly untilReached: <T>(attempt: () => Promise<T>) => Promise<T>;
  /** Ends the polling. */
  readonly signal: AbortSignal;
}

/** Seconds that Telegram may hold a request while there is no update. */
const POLL_TIME = 50;

/** Milliseconds after which a request is given up, and made again. */
const REQUEST_TIMEOUT = (POLL_TIME + 15) * 1000;
const CONFIRM_TIMEOUT = 5000;

/**
 * Milliseconds that the next request waits for a batch to be handled. To ask again is to confirm: what is asked beyond is
 * not sent again, should the process be killed. So a batch is confirmed once handled; but a slow chat holds up the others
 * no longer than this.
 */
const BATCH_TIME = 2000;

/** Milliseconds between requests that bring nothing new, so that no answer of a server makes the loop run hot. */
const IDLE_PAUSE = 200;

/** Takes updates by long polling until it is stopped; then confirms what was handled. */
export async function pollUpdates({
  telegram,
  intake,
  allowedUpdates,
  untilReached,
  signal,
}: PollOptions): Promise<{ confirm(): Promise<void> }> {
  let offset = 0;

  const request = () =>
    withinTime({ limit: REQUEST_TIMEOUT, stop: signal }, (timeLimit) => {
      const options = { timeout: POLL_TIME, offset, allowed_updates: allowedUpdates };
      return telegram.callApi('getUpdates', options, { signal: timeLimit as never });
    });

  /** @returns whether anything was taken */
  function take(updates: readonly Update[]): boolean {
    const before = offset;
    for (const update of [...updates].sort((one, other) => one?.update_id - other?.update_id)) {
      const result = intake.accept(update);
      if (result === 'full') break;
      if (result !== 'malformed') offset = Math.max(offset, update.update_id + 1);
    }
    return offset > before;
  }

  while (!signal.aborted) {
    const updates = await untilReached(request);
    const isNew = take(Array.isArray(updates) ? updates : []);
    if (isNew) await atMost({ limit: BATCH_TIME, stop: signal }, intake.idle());
    else if (updates.length > 0) await wait(IDLE_PAUSE);
  }

  return {
    async confirm() {
      const confirmed = intake.oldestUnfinished ?? offset;
      if (confirmed === 0) return;
      const options = { offset: confirmed, limit: 1, timeout: 0 };
      const attempt = (timeLimit: AbortSignal) =>
        telegram.callApi('getUpdates', options, { signal: timeLimit as never });
      await pRetry(() => withinTime({ limit: CONFIRM_TIMEOUT }, attempt), { retries: 2, minTimeout: 200 });
    },
  };
}
