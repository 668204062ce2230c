import type { UpdateLog } from './bot/update-log.ts';
import type { Config } from './config.ts';
import type { FeedbackStore } from './feedback/feedback-store.ts';
import type { Logger } from './logger.ts';
import { createDatabase } from './postgres/database.ts';
import { DatabaseError } from './postgres/database-error.ts';
import { migrate } from './postgres/migrations.ts';
import { createPostgresFeedbackStore } from './postgres/postgres-feedback-store.ts';
import { createPostgresUpdateLog } from './postgres/postgres-update-log.ts';
import { type WatchVersionsOptions, watchVersions } from './postgres/stored-versions.ts';

/** What a bot asks of a database beside its index. */
export interface BotDatabase {
  /** Whether a server answered when one was last asked. */
  readonly isReachable: boolean;
  /** What all processes of the bot that a token belongs to have taken. */
  updateLog(token: string): UpdateLog;
  /** What people ask, kept for so many days. */
  feedback(options: { readonly days: number; readonly secret: string }): FeedbackStore;
  /** Calls back when a version of the index is published after the one in use. @returns a function that ends it */
  watchVersions(options: Pick<WatchVersionsOptions, 'inUse' | 'onNewer'>): () => void;
  close(): Promise<void>;
}

/** Milliseconds that a start waits for a primary; what answers need can be read from a replica. */
const PATIENCE = 10_000;

/**
 * The database, its tables brought up to date; nothing where none is set. Without a primary the bot answers all the same.
 *
 * @throws {DatabaseError} where the database refuses, or is no database that Isnad can use.
 */
export async function openBotDatabase(
  { database: settings }: Pick<Config, 'database'>,
  logger: Logger,
): Promise<BotDatabase | undefined> {
  if (settings === undefined) return undefined;
  const database = createDatabase({ ...settings, poolSize: Math.min(4, settings.poolSize ?? 4) });
  try {
    await migrate(database, { patience: PATIENCE });
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.problem !== 'unreachable') {
      await database.close();
      throw error;
    }
    logger.warn({ reason: error.message }, 'the tables of the database are used as they are');
  }
  return {
    get isReachable() {
      return database.isReachable;
    },
    updateLog: (token) => createPostgresUpdateLog({ database, bot: Number(token.split(':')[0]), logger }),
    feedback: (options) => createPostgresFeedbackStore({ database, ...options }),
    watchVersions: (options) => watchVersions({ database, ...options }),
    close: () => database.close(),
  };
}
