import { BotApiError } from './bot-api-error.ts';

/** An update without its number: one field, named after its kind. */
export type UpdatePayload = Readonly<Record<string, object>>;

export interface PollOptions {
  /** Updates below it are confirmed and forgotten; negative: all but the last so many are. */
  readonly offset?: number | undefined;
  /** How many updates to return at most. */
  readonly limit?: number | undefined;
  /** How long to wait for a first update. */
  readonly timeoutMs?: number | undefined;
  /** Kinds to keep from now on; none listed: all but those that Telegram leaves out by default. */
  readonly allowedUpdates?: readonly string[] | undefined;
  /** Aborted when the poller goes away. */
  readonly signal?: AbortSignal | undefined;
}

/** Updates wait here until a poller confirms them, which it does by asking for later ones. */
export interface UpdateQueue {
  /** @returns the update's number, or undefined where the bot does not want its kind */
  push(payload: UpdatePayload): number | undefined;
  /**
   * Long polling, as `getUpdates` does it. A second poller ends the first's wait with 409.
   *
   * @throws BotApiError 409, or 500 once the queue is closed
   */
  poll(options?: PollOptions): Promise<object[]>;
  allow(kinds: readonly string[]): void;
  readonly allowed: readonly string[];
  readonly size: number;
  clear(): void;
  /** Ends the wait of a poller with no updates. */
  close(): void;
}

const MAX_LIMIT = 100;
const MAX_TIMEOUT_MS = 50_000;
const MAX_PENDING = 10_000;

/** Sent only where the bot names them. */
const OPT_IN_KINDS = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

interface Waiter {
  finish(): void;
  fail(error: BotApiError): void;
}

export function createUpdateQueue(): UpdateQueue {
  let pending: { readonly update_id: number }[] = [];
  let allowed: readonly string[] = [];
  let lastUpdateId = 0;
  let waiter: Waiter | undefined;
  let isClosed = false;

  function confirm(offset: number): void {
    pending = offset < 0 ? pending.slice(offset) : pending.filter((update) => update.update_id >= offset);
  }

  function firstUpdate(timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        if (waiter !== self) return;
        waiter = undefined;
        clearTimeout(timer);
        signal?.removeEventListener('abort', self.finish);
        settle();
      };
      const self: Waiter = { finish: end(resolve), fail: (error) => end(() => reject(error))() };
      const timer = setTimeout(self.finish, timeoutMs);
      waiter = self;
      signal?.addEventListener('abort', self.finish);
    });
  }

  return {
    push(payload) {
      const [kind = ''] = Object.keys(payload);
      const isWanted = allowed.length === 0 ? !OPT_IN_KINDS.has(kind) : allowed.includes(kind);
      if (!isWanted) return undefined;
      lastUpdateId += 1;
      pending = [...pending.slice(1 - MAX_PENDING), { update_id: lastUpdateId, ...payload }];
      waiter?.finish();
      return lastUpdateId;
    },
    async poll({ offset = 0, limit = MAX_LIMIT, timeoutMs = 0, allowedUpdates, signal } = {}) {
      waiter?.fail(
        new BotApiError(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        ),
      );
      if (isClosed) throw new BotApiError(500, 'Internal Server Error: restart');
      if (allowedUpdates !== undefined) allowed = allowedUpdates;
      confirm(offset);

      const mustWait = pending.length === 0 && timeoutMs > 0 && signal?.aborted !== true;
      if (mustWait) await firstUpdate(Math.min(timeoutMs, MAX_TIMEOUT_MS), signal);
      return pending.slice(0, limit >= 1 && limit <= MAX_LIMIT ? limit : MAX_LIMIT);
    },
    allow(kinds) {
      allowed = kinds;
    },
    get allowed() {
      return allowed;
    },
    get size() {
      return pending.length;
    },
    clear() {
      pending = [];
    },
    close() {
      isClosed = true;
      waiter?.finish();
    },
  };
}
