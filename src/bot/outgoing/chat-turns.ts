import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';

/** How many messages may go out in any stretch of so many milliseconds. */
export interface Rate {
  readonly count: number;
  readonly interval: number;
}

/** What Telegram bears; beyond it, it answers 429. */
export interface SendingRates {
  readonly overall: Rate;
  readonly chat: Rate;
  /** For groups, on top of the rate of any chat. */
  readonly group: Rate;
}

/** One message a second in a chat, where three in a row may use up three seconds; 20 a minute in a group; 30 a second. */
export const TELEGRAM_RATES: SendingRates = {
  overall: { count: 30, interval: 1000 },
  chat: { count: 3, interval: 3000 },
  group: { count: 20, interval: 60_000 },
};

/** Chats whose latest messages are remembered, so that their rates are kept. */
const REMEMBERED_CHATS = 10_000;

/** Gives out turns to send. */
export interface Turns {
  /** Runs `send` when the chat's rates allow it and what was to be sent there before it is out. */
  inChat<T>(chat: number | string, send: () => Promise<T>): Promise<T>;
  /** Runs `send` when the overall rate allows it. */
  overall<T>(send: () => Promise<T>): Promise<T>;
}

export function createTurns({ overall, chat, group }: SendingRates): Turns {
  const everything = new PQueue({ ...limit(overall) });
  const chats = new LRUCache<string, readonly PQueue[]>({ max: REMEMBERED_CHATS });

  function queuesOf(id: number | string): readonly PQueue[] {
    const key = String(id);
    const known = chats.get(key);
    if (known !== undefined) return known;
    const rates = key.startsWith('-') || key.startsWith('@') ? [chat, group] : [chat];
    const queues = rates.map((rate) => new PQueue({ concurrency: 1, ...limit(rate) }));
    chats.set(key, queues);
    return queues;
  }

  return {
    inChat(id, send) {
      const nested = queuesOf(id).reduceRight<() => Promise<unknown>>(
        (inner, queue) => () => queue.add(inner),
        send,
      );
      return nested() as ReturnType<typeof send>;
    },
    overall: (send) => everything.add(send),
  };
}

function limit({ count, interval }: Rate) {
  return { intervalCap: count, interval, strict: true };
}
