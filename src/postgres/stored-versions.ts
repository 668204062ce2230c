import { IndexError } from '../indexing/index-error.ts';
import { IndexDescriptionSchema } from '../indexing/manifest.ts';
import type { IndexDescription } from '../indexing/passage-store.ts';
import type { Database, Session } from './database.ts';
import { queryFailure } from './query-failure.ts';
import { FORMAT_VERSION, tablesOf } from './version-tables.ts';

/** A version of the index in a database. */
export interface StoredVersion {
  /** What its tables are known by. */
  readonly id: number;
  readonly description: IndexDescription;
}

/** How long after it was replaced a version stays, for those that have not yet noticed: as SQL has it. */
const KEPT_FOR = '1 hour';

const CURRENT =
  'SELECT id, format, description FROM isnad.versions ORDER BY published_at DESC, id DESC LIMIT 1';

interface VersionRow {
  readonly id: number;
  readonly format: number;
  readonly description: unknown;
}

/**
 * The version that is answered from.
 *
 * @throws {IndexError} `missing` where there is none, `stale` where it is of another format.
 */
export async function readCurrentVersion(database: Database): Promise<StoredVersion> {
  return currentOf(await rowsOrNone(database), database.address);
}

/** As {@link readCurrentVersion}, as a transaction sees it. */
export async function currentVersionIn({ query }: Session, address: string): Promise<StoredVersion> {
  return currentOf(await query<VersionRow>(CURRENT), address);
}

function currentOf([row]: readonly VersionRow[], address: string): StoredVersion {
  if (row === undefined)
    throw new IndexError('missing', `${address}: there is no index in it. Build it: npm run index.`);
  if (row.format !== FORMAT_VERSION)
    throw new IndexError(
      'stale',
      `${address}: the index is of another version of Isnad. Rebuild it: npm run index.`,
    );
  return { id: row.id, description: IndexDescriptionSchema.parse(row.description) };
}

/** A database without tables has no version either. */
async function rowsOrNone(database: Database): Promise<VersionRow[]> {
  try {
    return await database.read<VersionRow>(CURRENT);
  } catch (error) {
    if (queryFailure(error) === 'absent') return [];
    throw error;
  }
}

/** Bytes that the tables and indexes of the current version take; also where it was built a moment ago. */
export async function readVersionBytes(database: Database): Promise<number> {
  return database.transaction(async (session) => {
    const { schema } = tablesOf((await currentVersionIn(session, database.address)).id);
    const [row] = await session.query<{ bytes: number }>(
      `SELECT sum(pg_total_relation_size(oid))::float8 AS bytes FROM pg_class
       WHERE relnamespace = $1::regnamespace AND relkind = 'r'`,
      [schema],
    );
    return row?.bytes ?? 0;
  });
}

/** Registers a version that is about to be written; others see it once the transaction is done. */
export async function reserveVersion({ query }: Session, description: IndexDescription): Promise<number> {
  const [row] = await query<{ id: number }>(
    `INSERT INTO isnad.versions (version, format, description, published_at)
     VALUES ($1, $2, $3, clock_timestamp()) RETURNING id`,
    [description.version, FORMAT_VERSION, description],
  );
  return (row as { id: number }).id;
}

/** Makes it the current one, as of the moment rather than of the beginning of the transaction. */
export async function publishVersion({ query }: Session, id: number): Promise<void> {
  await query('UPDATE isnad.versions SET published_at = clock_timestamp() WHERE id = $1', [id]);
}

/** Removes the versions that nobody can be answering from any more. */
export async function removeOldVersions({ query }: Session): Promise<void> {
  const old = await query<{ id: number }>(
    `SELECT id FROM (
       SELECT id, lead(published_at) OVER (ORDER BY published_at, id) AS replaced_at FROM isnad.versions
     ) AS dated WHERE replaced_at < now() - interval '${KEPT_FOR}'`,
  );
  for (const { id } of old) {
    await query(`DROP SCHEMA IF EXISTS ${tablesOf(id).schema} CASCADE`);
    await query('DELETE FROM isnad.versions WHERE id = $1', [id]);
  }
}

export interface WatchVersionsOptions {
  readonly database: Database;
  /** The version that is answered from now. */
  readonly inUse: () => string;
  /** Changes to the one that is published. */
  readonly onNewer: () => Promise<unknown>;
  /** Milliseconds between looks. */
  readonly interval?: number;
  /** Milliseconds after which a version that could not be changed to is tried again. */
  readonly retryAfter?: number;
}

/** A replica that lags behind shows an older one, which is not to be changed to. */
const NEWER = `
  SELECT version FROM isnad.versions
  WHERE published_at > (SELECT published_at FROM isnad.versions WHERE version = $1)
  ORDER BY published_at DESC, id DESC LIMIT 1
`;

/**
 * Calls back when a version is published after the one in use.
 *
 * @returns a function that ends it
 */
export function watchVersions({
  database,
  inUse,
  onNewer,
  interval = 1000,
  retryAfter = 60_000,
}: WatchVersionsOptions): () => void {
  let isLooking = false;
  let tried = { version: '', at: 0 };
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const [newer] = await database.read<{ version: string }>(NEWER, [inUse()], { patience: 0 });
      if (newer === undefined) return;
      if (newer.version === tried.version && performance.now() - tried.at < retryAfter) return;
      tried = { version: newer.version, at: performance.now() };
      await onNewer();
    } catch {
      // Whoever asks a question is told that the database is away; the next look is soon.
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), interval);
  timer.unref();
  return () => clearInterval(timer);
}
