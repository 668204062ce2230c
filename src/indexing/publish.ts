import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorReason } from '../error-reason.ts';
import { renameDurably, syncToDisk, writeDurably } from './durable-files.ts';
import { IndexError } from './index-error.ts';
import {
  INDEX_FILES,
  type IndexFile,
  MANIFEST_FILE,
  type Manifest,
  parseManifest,
  serialiseManifest,
} from './manifest.ts';

/** Where the versions lie, beside the manifest. */
export const VERSIONS_FOLDER = 'versions';

/** A build that has not finished in so long was killed; its folder may go. In milliseconds. */
const ABANDONED_AFTER = 24 * 60 * 60 * 1000;

/** A version's folder while it is being written. */
export interface StagedVersion {
  readonly version: string;
  readonly folder: string;
}

/**
 * Lets `write` fill the folder of a new version, then makes it the current one by swapping the manifest, the only step
 * that others see. The version before stays for those who are opening it; older ones are removed.
 *
 * @throws {IndexError} `unwritable` where the file system refuses; the index before stays as it was.
 */
export async function publish(
  directory: string,
  write: (staged: StagedVersion) => Promise<Manifest>,
): Promise<Manifest> {
  const version = randomUUID();
  const staging = join(directory, VERSIONS_FOLDER, `.${version}`);
  try {
    await mkdir(staging, { recursive: true });
    const manifest = await write({ version, folder: staging });
    await syncToDisk(staging);
    await renameDurably(staging, join(directory, VERSIONS_FOLDER, version));
    const previous = await currentVersion(directory);
    const newManifest = join(directory, `.${MANIFEST_FILE}.${version}`);
    await writeDurably(newManifest, serialiseManifest(manifest));
    await renameDurably(newManifest, join(directory, MANIFEST_FILE));
    await removeOldVersions(directory, new Set([version, previous]));
    return manifest;
  } catch (error) {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    if (!isFileSystemError(error)) throw error;
    const message = `${directory}: the index can't be written (${errorReason(error)}). Free some space, or set INDEX_DIR.`;
    throw new IndexError('unwritable', message, { cause: error });
  }
}

/** Size and hash of each file of a version. */
export async function describeFiles(folder: string): Promise<Manifest['files']> {
  const entries = INDEX_FILES.map(async (file) => {
    const path = join(folder, file);
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return [file, { bytes: (await stat(path)).size, sha256: hash.digest('hex') }] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<IndexFile, Manifest['files'][IndexFile]>;
}

async function currentVersion(directory: string): Promise<string | undefined> {
  const path = join(directory, MANIFEST_FILE);
  try {
    return parseManifest(await readFile(path, 'utf8'), path).version;
  } catch {
    return undefined;
  }
}

async function removeOldVersions(directory: string, kept: ReadonlySet<string | undefined>): Promise<void> {
  const versions = join(directory, VERSIONS_FOLDER);
  for (const name of await readdir(versions)) {
    if (kept.has(name)) continue;
    const path = join(versions, name);
    const isStaging = name.startsWith('.');
    if (isStaging && Date.now() - (await modifiedAt(path)) < ABANDONED_AFTER) continue;
    await rm(path, { recursive: true, force: true });
  }
}

async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
