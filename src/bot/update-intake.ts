import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import type { Update } from 'telegraf/types';
import { type Logger, withLogFields } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { UpdateLog } from './update-log.ts';

/** What became of an update that came in. `full`: come again later; `duplicate`: it was accepted before. */
export type Acceptance = 'accepted' | 'duplicate' | 'full' | 'malformed';

/** Where updates come in, whichever way, and wait for their turn. */
export interface UpdateIntake {
  /** Takes an update, once. Never throws. */
  accept(update: unknown): Acceptance;
  /** Takes nothing more: every further update is `full`. */
  close(): void;
  /** Resolves when an update that was taken is handled; at once where it is not known, or handled already. */
  handled(updateId: number): Promise<void>;
  /** Resolves when everything taken is handled. */
  idle(): Promise<void>;
  /** The lowest `update_id` that is taken and not handled. */
  readonly oldestUnfinished: number | undefined;
}

export interface UpdateIntakeOptions {
  readonly handle: (update: Update) => Promise<void>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What other processes have taken; left out where there are none. */
  readonly log?: UpdateLog | undefined;
  /** Updates that may wait at once. */
  readonly capacity?: number;
  /** Updates that may be handled at once, in as many chats. */
  readonly concurrency?: number;
  /** The latest `update_id`s that are known again. */
  readonly remembered?: number;
}

/** Telegram's identifiers are positive and have 32 bits. */
const MAXIMUM_UPDATE_ID = 2 ** 31 - 1;

/** Milliseconds between looks at what another process is handling. */
const FIRST_LOOK = 50;
const LONGEST_LOOK = 500;

/**
 * Handles the updates of one chat one after another, in the order they came; different chats don't wait for each other, up
 * to a bound. An update that comes again is dropped.
 */
export function createUpdateIntake({
  handle,
  logger,
  metrics,
  log,
  capacity = 10_000,
  concurrency = 256,
  remembered = 50_000,
}: UpdateIntakeOptions): UpdateIntake {
  const seen = new LRUCache<number, true>({ max: remembered });
  const running = new PQueue({ concurrency });
  const unfinished = new Map<number, Promise<void>>();
  const lastTurns = new Map<number, Promise<void>>();
  let isClosed = false;

  async function run(update: Update): Promise<void> {
    const { update_id: id } = update;
    if (!(await isOurs(id))) return void metrics.updates.inc({ result: 'duplicate' });
    try {
      await withLogFields({ update: id }, () => handle(update));
    } catch (error) {
      logger.error({ error, update: id }, 'an update was given up');
    }
    await log?.finish(id);
  }

  /** Waits while another process handles it: should that process die, it becomes ours. */
  async function isOurs(id: number): Promise<boolean> {
    if (log === undefined) return true;
    for (let pause = FIRST_LOOK; ; pause = Math.min(LONGEST_LOOK, 2 * pause)) {
      const claim = await log.claim(id);
      if (claim !== 'elsewhere') return claim === 'ours';
      await wait(pause);
    }
  }

  /** An update that belongs to no chat waits for none. */
  function takeTurn(update: Update): Promise<void> {
    const whenTurnComes = metrics.stages.startTimer({ stage: 'waiting' });
    const start = () =>
      running.add(() => {
        whenTurnComes();
        return run(update);
      });
    const chat = chatOf(update);
    if (chat === undefined) return start();
    const turn = (lastTurns.get(chat) ?? Promise.resolve()).then(start);
    lastTurns.set(chat, turn);
    return turn.finally(() => {
      if (lastTurns.get(chat) === turn) lastTurns.delete(chat);
    });
  }

  function take(update: unknown): Acceptance {
    if (!isUpdate(update)) return 'malformed';
    const { update_id: id } = update;
    if (seen.has(id)) return 'duplicate';
    if (isClosed || unfinished.size >= capacity) return 'full';
    seen.set(id, true);
    const handled = takeTurn(update).finally(() => {
      unfinished.delete(id);
      metrics.queueDepth.set(unfinished.size);
    });
    unfinished.set(id, handled);
    metrics.queueDepth.set(unfinished.size);
    return 'accepted';
  }

  return {
    accept(update) {
      const result = take(update);
      metrics.updates.inc({ result });
      return result;
    },
    close() {
      isClosed = true;
    },
    handled: async (id) => unfinished.get(id),
    async idle() {
      while (unfinished.size > 0) await Promise.all(unfinished.values());
    },
    get oldestUnfinished() {
      return unfinished.size === 0 ? undefined : Math.min(...unfinished.keys());
    },
  };
}

function isUpdate(value: unknown): value is Update {
  if (!isObject(value)) return false;
  const { update_id: id } = value;
  return Number.isInteger(id) && Number(id) >= 0 && Number(id) <= MAXIMUM_UPDATE_ID;
}

/** The chat whose order the update keeps; for what happens outside of chats, the user, who has the number of their own. */
function chatOf(update: Update): number | undefined {
  for (const event of Object.values(update)) {
    if (!isObject(event)) continue;
    for (const holder of [event, event.message]) {
      if (isObject(holder) && isObject(holder.chat) && typeof holder.chat.id === 'number')
        return holder.chat.id;
    }
    for (const user of [event.from, event.user]) {
      if (isObject(user) && typeof user.id === 'number') return user.id;
    }
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
