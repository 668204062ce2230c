import { whyStale } from '../indexing/ensure-index.ts';
import { IndexError } from '../indexing/index-error.ts';
import type { Database, Session } from './database.ts';
import { migrate } from './migrations.ts';
import { currentVersionIn, removeOldVersions, type StoredVersion } from './stored-versions.ts';
import { type WriteVersionOptions, writeVersion } from './write-version.ts';

export interface EnsureVersionOptions extends Omit<WriteVersionOptions, 'session'> {
  readonly database: Database;
  /** Builds even where the index is up to date. */
  readonly force?: boolean;
  /** Called before a build with why it is needed. */
  readonly onBuild?: (why: string) => void;
}

export interface EnsuredVersion extends StoredVersion {
  /** Whether it had to be built. */
  readonly built: boolean;
}

/** Of all who build at once, one goes on; the others then find what it built. */
const BUILD_LOCK = 2_022_091_502;

/**
 * Makes sure that the version answered from is of these articles, this model and this text analysis, building it where it
 * is not. Bots go on answering from the one before, and change to it once it is there whole.
 *
 * @throws {DatabaseError} where the database can't be used.
 * @throws {IndexError} `unwritable` where an article can't be kept in it.
 */
export async function ensureVersion({
  database,
  force = false,
  onBuild,
  ...build
}: EnsureVersionOptions): Promise<EnsuredVersion> {
  await migrate(database);
  const ensured = await database.transaction(async (session) => {
    await session.query('SELECT pg_advisory_xact_lock($1)', [BUILD_LOCK]);
    const usable = force ? 'a rebuild was asked for' : await usableVersion(session, database.address, build);
    if (typeof usable !== 'string') return { ...usable, built: false };
    onBuild?.(usable);
    return { ...(await writeVersion({ session, ...build })), built: true };
  });
  if (ensured.built) await database.transaction(removeOldVersions);
  return ensured;
}

/** The version, or why one must be built. */
async function usableVersion(
  session: Session,
  address: string,
  sources: Omit<WriteVersionOptions, 'session'>,
): Promise<StoredVersion | string> {
  try {
    const version = await currentVersionIn(session, address);
    return whyStale(version.description, sources) ?? version;
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    return error.problem === 'missing' ? 'there is none yet' : error.message;
  }
}
