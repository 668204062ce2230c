import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorReason } from '../error-reason.ts';
import { renameDurably, syncToDisk, writeDurably } from './durable-files.ts';
import { IndexError } from './index-error.ts';
import { INDEX_FILES, MANIFEST_FILE, type Manifest, parseManifest, serialiseManifest } from './manifest.ts';

/** Where the versions lie, beside the manifest. */
export const VERSIONS_FOLDER = 'versions';

/**
 * Milliseconds after which a folder that the manifest does not name is no build under way, nor one that another process
 * is about to publish or has just published.
 */
const ABANDONED_AFTER = 60 * 60 * 1000;

/** Only what a build made is ever removed. */
const BUILT_NAME = /^\.?(?:manifest\.json\.)?[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

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
  const versions = join(directory, VERSIONS_FOLDER);
  const staging = join(versions, `.${version}`);
  const newManifest = join(directory, `.${MANIFEST_FILE}.${version}`);
  const previous = await currentVersion(directory);
  try {
    await mkdir(versions, { recursive: true });
    // Alone: of a chain of folders Node says that one is missing where the file system is read-only.
    await mkdir(staging);
    const manifest = await write({ version, folder: staging });
    await syncToDisk(staging);
    await renameDurably(staging, join(versions, version));
    await writeDurably(newManifest, serialiseManifest(manifest));
    await renameDurably(newManifest, join(directory, MANIFEST_FILE));
    await removeAbandoned(versions, new Set([version, previous]));
    await removeAbandoned(directory, new Set());
    return manifest;
  } catch (error) {
    for (const path of [staging, newManifest])
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    if (!isFileSystemError(error)) throw error;
    const message = `${directory}: the index can't be written (${errorReason(error)}). ${remedy(error)}`;
    throw new IndexError('unwritable', message, { cause: error });
  }
}

function remedy(error: unknown): string {
  const reason = errorReason(error);
  if (reason === 'ENOTDIR' || reason === 'EEXIST')
    return 'There is a file where a folder should be: set INDEX_DIR.';
  if (reason === 'ENOSPC' || reason === 'EDQUOT') return 'Free some space, or set INDEX_DIR.';
  return 'Make the folder writable, or set INDEX_DIR.';
}

/** Size and hash of each file of a version. */
export async function describeFiles(folder: string): Promise<Manifest['files']> {
  const present = new Set(await readdir(folder));
  const entries = INDEX_FILES.filter((file) => present.has(file)).map(async (file) => {
    const path = join(folder, file);
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return [file, { bytes: (await stat(path)).size, sha256: hash.digest('hex') }] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Manifest['files'];
}

/**
 * The version that the manifest names; none where there is no manifest or it is damaged.
 *
 * @throws {IndexError} `foreign` where the folder belongs to something else, which a build must not write over.
 */
async function currentVersion(directory: string): Promise<string | undefined> {
  const path = join(directory, MANIFEST_FILE);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return parseManifest(text, path).version;
  } catch (error) {
    if (error instanceof IndexError && error.problem === 'foreign') throw error;
    return undefined;
  }
}

async function removeAbandoned(folder: string, kept: ReadonlySet<string | undefined>): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (kept.has(name) || !BUILT_NAME.test(name)) continue;
    if (Date.now() - (await modifiedAt(path)) >= ABANDONED_AFTER)
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
