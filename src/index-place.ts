import { type EnsureIndexOptions, ensureIndex } from './indexing/ensure-index.ts';
import { createFileStore } from './indexing/file-store.ts';
import { openIndex, readManifest } from './indexing/open-index.ts';
import type { PassageStore } from './indexing/passage-store.ts';
import { createDatabase, type DatabaseSettings } from './postgres/database.ts';
import { ensureVersion } from './postgres/ensure-version.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { suggestionsInDatabase } from './postgres/stored-suggestions.ts';
import { readCurrentVersion, readVersionBytes } from './postgres/stored-versions.ts';
import { type SuggestionKeeper, suggestionsInFolder } from './suggestions.ts';

/** Where an index is kept: it is built there, and opened. */
export interface IndexPlace {
  /** For messages. */
  readonly name: string;
  /** Whether others answer from it too, so that what is there is not replaced just because somebody starts. */
  readonly isShared: boolean;
  readonly suggestions: SuggestionKeeper;
  /** Opens the version that is published, as it is. @throws {IndexError} where there is none that can be used */
  open(): Promise<PassageStore>;
  /** Opens it, having built it unless it is up to date. */
  ensure(options: Omit<EnsureIndexOptions, 'directory'>): Promise<{
    readonly store: PassageStore;
    /** Whether it had to be built. */
    readonly built: boolean;
  }>;
  /** How many bytes the version takes that is published. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}

export interface IndexPlaceSettings {
  readonly indexDirectory: string;
  /** Takes the place of the folder. */
  readonly database?: DatabaseSettings | undefined;
}

/** The database where one is set, else the folder. */
export function openIndexPlace({ indexDirectory, database }: IndexPlaceSettings): IndexPlace {
  return database === undefined ? folderPlace(indexDirectory) : databasePlace(database);
}

function folderPlace(directory: string): IndexPlace {
  return {
    name: directory,
    isShared: false,
    suggestions: suggestionsInFolder(directory),
    open: async () => createFileStore(await openIndex(directory)),
    async ensure(options) {
      const { index, built } = await ensureIndex({ directory, ...options });
      return { store: createFileStore(index), built };
    },
    async bytes() {
      const { files } = await readManifest(directory);
      return Object.values(files).reduce((sum, file) => sum + (file?.bytes ?? 0), 0);
    },
    close: async () => undefined,
  };
}

function databasePlace(settings: DatabaseSettings): IndexPlace {
  const database = createDatabase(settings);
  return {
    name: database.address,
    isShared: true,
    suggestions: suggestionsInDatabase(database),
    open: async () => openPostgresStore(database, await readCurrentVersion(database)),
    async ensure(options) {
      // A replica that lags behind would name the version before, or none; the tables it lacks are read from the primary.
      const { built, ...version } = await ensureVersion({ database, ...options });
      return { store: await openPostgresStore(database, version), built };
    },
    bytes: () => readVersionBytes(database),
    close: () => database.close(),
  };
}
