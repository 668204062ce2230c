import type { Database, WaitOptions } from './database.ts';
import { DatabaseError } from './database-error.ts';

/**
 * What is kept beside the versions of the index, in the order it came to be. One that has been released is never changed:
 * what is to be different is a further one.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE isnad.versions (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version uuid NOT NULL UNIQUE,
    format integer NOT NULL,
    description jsonb NOT NULL,
    suggestions jsonb,
    -- The one published last is answered from.
    published_at timestamptz NOT NULL
  );
  CREATE TABLE isnad.updates (
    bot bigint NOT NULL,
    update_id bigint NOT NULL,
    -- Who handles it, and when that process last showed that it lives.
    process uuid NOT NULL,
    seen_at timestamptz NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (bot, update_id)
  );
  CREATE INDEX updates_unfinished ON isnad.updates (process) WHERE finished_at IS NULL;
  CREATE INDEX updates_by_time ON isnad.updates (seen_at);
  `,
  `
  -- One row at most.
  CREATE TABLE isnad.salt (one boolean PRIMARY KEY DEFAULT true CHECK (one), value text NOT NULL);
  CREATE TABLE isnad.questions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asked_at timestamptz NOT NULL DEFAULT now(),
    chat text NOT NULL,
    asker text NOT NULL,
    question text NOT NULL,
    outcome text NOT NULL,
    article text,
    sentence integer,
    sentence_text text
  );
  CREATE INDEX questions_by_time ON isnad.questions (asked_at);
  CREATE INDEX questions_by_chat ON isnad.questions (chat, asker);
  CREATE TABLE isnad.votes (
    question bigint NOT NULL REFERENCES isnad.questions (id) ON DELETE CASCADE,
    voter text NOT NULL,
    liked boolean NOT NULL,
    PRIMARY KEY (question, voter)
  );
  `,
];

/** Of all processes that migrate or build at once, one goes on. Any number will do, as long as it stays. */
export const MIGRATION_LOCK = 2_022_091_501;

/** The least version of pgvector that searches within a part of the passages until it has found enough. */
const PGVECTOR = [0, 8] as const;

export interface Migrated {
  /** How many migrations were made. */
  readonly applied: number;
}

/**
 * Brings the tables up to date, in one transaction, while others wait.
 *
 * @throws {DatabaseError} `foreign` where they were made by a newer Isnad, `unusable` where pgvector is missing or too old.
 */
export async function migrate(database: Database, options: WaitOptions = {}): Promise<Migrated> {
  return database.transaction(async ({ query }) => {
    await query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await query('CREATE SCHEMA IF NOT EXISTS isnad');
    await query(
      `CREATE TABLE IF NOT EXISTS isnad.migrations (
        number integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now()
      )`,
    );
    await requirePgvector();
    const [row] = await query<{ last: number }>(
      'SELECT coalesce(max(number), 0) AS last FROM isnad.migrations',
    );
    const last = row?.last ?? 0;
    if (last > MIGRATIONS.length) {
      const message = `${database.address}: its tables were made by a newer Isnad. Update this one.`;
      throw new DatabaseError('foreign', message);
    }
    for (const [at, migration] of MIGRATIONS.slice(last).entries()) {
      await query(migration);
      await query('INSERT INTO isnad.migrations (number) VALUES ($1)', [last + at + 1]);
    }
    return { applied: MIGRATIONS.length - last };

    async function requirePgvector(): Promise<void> {
      const [available] = await query<{ installed: string | null }>(
        `SELECT installed_version AS installed FROM pg_available_extensions WHERE name = 'vector'`,
      );
      const advice = `Isnad needs the extension pgvector ${PGVECTOR.join('.')} or newer`;
      if (available === undefined)
        throw new DatabaseError('unusable', `${database.address}: ${advice}; install it on the server.`);
      if (available.installed === null) await query('CREATE EXTENSION vector');
      const [extension] = await query<{ version: string }>(
        `SELECT extversion AS version FROM pg_extension WHERE extname = 'vector'`,
      );
      const [major = 0, minor = 0] = (extension?.version ?? '').split('.').map(Number);
      if (major > PGVECTOR[0] || (major === PGVECTOR[0] && minor >= PGVECTOR[1])) return;
      const found = `${advice}, and it is ${extension?.version}`;
      throw new DatabaseError('unusable', `${database.address}: ${found}; ALTER EXTENSION vector UPDATE.`);
    }
  }, options);
}
