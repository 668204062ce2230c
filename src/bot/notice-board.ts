import { LRUCache } from 'lru-cache';

/** Says each thing once in a while, however often there is reason to. */
export interface NoticeBoard {
  once(key: string, say: () => Promise<unknown>): Promise<void>;
}

export interface NoticeBoardOptions {
  /** Milliseconds until the same may be said again. */
  readonly interval?: number;
  /** Milliseconds since any fixed moment. */
  readonly now?: () => number;
}

const TEN_MINUTES = 10 * 60 * 1000;
const REMEMBERED_NOTICES = 10_000;

export function createNoticeBoard({
  interval = TEN_MINUTES,
  now = () => performance.now(),
}: NoticeBoardOptions = {}): NoticeBoard {
  const said = new LRUCache<string, true>({
    max: REMEMBERED_NOTICES,
    ttl: interval,
    ttlResolution: 0,
    perf: { now },
  });
  return {
    async once(key, say) {
      if (said.has(key)) return;
      said.set(key, true);
      await say();
    },
  };
}
