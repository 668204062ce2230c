import { randomUUID } from 'node:crypto';
import type { UpdateLog } from '../bot/update-log.ts';
import { errorReason } from '../error-reason.ts';
import type { Logger } from '../logger.ts';
import type { Database } from './database.ts';

export interface PostgresUpdateLogOptions {
  readonly database: Database;
  /** The bot that the updates belong to: each bot counts them by itself. */
  readonly bot: number;
  readonly logger: Logger;
  /** Milliseconds after which what a process claimed and did not finish is another's, unless it shows that it lives. */
  readonly lease?: number;
}

/** Telegram offers an update for a day. */
const KEPT_FOR = '2 days';
const PRUNE_INTERVAL = 60 * 60 * 1000;

/** No update waits for a server that is away or hangs. */
const AT_ONCE = { patience: 0, timeout: 1000 };

const CLAIM = `
  WITH claimed AS (
    INSERT INTO isnad.updates AS known (bot, update_id, process, seen_at) VALUES ($1, $2, $3, now())
    ON CONFLICT (bot, update_id) DO UPDATE SET process = excluded.process, seen_at = excluded.seen_at
      WHERE known.finished_at IS NULL
        AND (known.process = excluded.process OR known.seen_at < now() - $4 * interval '1 millisecond')
    RETURNING update_id
  )
  SELECT EXISTS (SELECT FROM claimed) AS "isOurs",
    EXISTS (SELECT FROM isnad.updates WHERE bot = $1 AND update_id = $2 AND finished_at IS NOT NULL) AS "isHandled"
`;

/**
 * Keeps claims in a table. A process shows that it lives by renewing what it has not finished; what a dead one leaves is
 * claimed by whoever is handed the update next.
 */
export function createPostgresUpdateLog({
  database,
  bot,
  logger,
  lease = 5000,
}: PostgresUpdateLogOptions): UpdateLog {
  const process = randomUUID();
  let isWritable = true;

  /** Says once that the log is away, and once that it is back. */
  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      if (!isWritable) logger.info('updates are compared with those of other processes again');
      isWritable = true;
      return result;
    } catch (error) {
      if (isWritable)
        logger.warn(
          { reason: errorReason(error) },
          'updates are not compared with those of other processes: the database takes no writes',
        );
      isWritable = false;
      return undefined;
    }
  }

  const renewing = setInterval(
    () =>
      void attempt(() =>
        database.write(
          'UPDATE isnad.updates SET seen_at = now() WHERE process = $1 AND finished_at IS NULL',
          [process],
          AT_ONCE,
        ),
      ),
    lease / 5,
  );
  renewing.unref();
  const prune = () =>
    attempt(() =>
      database.write(`DELETE FROM isnad.updates WHERE seen_at < now() - interval '${KEPT_FOR}'`, [], AT_ONCE),
    );
  const pruning = setInterval(() => void prune(), PRUNE_INTERVAL);
  pruning.unref();
  void prune();

  return {
    async claim(updateId) {
      const rows = await attempt(() =>
        database.write<{ isOurs: boolean; isHandled: boolean }>(
          CLAIM,
          [bot, updateId, process, lease],
          AT_ONCE,
        ),
      );
      const [row] = rows ?? [{ isOurs: true, isHandled: false }];
      if (row?.isOurs) return 'ours';
      return row?.isHandled ? 'handled' : 'elsewhere';
    },
    async finish(updateId) {
      await attempt(() =>
        database.write(
          'UPDATE isnad.updates SET finished_at = now() WHERE bot = $1 AND update_id = $2',
          [bot, updateId],
          AT_ONCE,
        ),
      );
    },
    close() {
      clearInterval(renewing);
      clearInterval(pruning);
    },
  };
}
