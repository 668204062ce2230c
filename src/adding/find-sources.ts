import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorReason } from '../error-reason.ts';
import { AddingError } from './adding-error.ts';
import { hasKnownExtension, MAXIMUM_DOCUMENT_BYTES } from './formats.ts';
import type { SourceDocument } from './source-document.ts';

/** The files and addresses that were meant. */
export interface FoundSources {
  readonly names: readonly string[];
  /** How many files of folders are of no kind that is read. */
  readonly passedOver: number;
}

/** Whether what was given is an address, of whatever scheme, and not a path. */
export function isAddress(name: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(name);
}

/**
 * The addresses and files given, and for each folder its files that can be read, in the order of their names, with
 * those of the folders in it; hidden ones are left out. What is not there stays in the list, for its reader to report.
 */
export async function findSources(given: readonly string[]): Promise<FoundSources> {
  const names: string[] = [];
  let passedOver = 0;
  for (const name of given) {
    const isFolder = !isAddress(name) && (await stat(name).catch(() => undefined))?.isDirectory() === true;
    const files = isFolder ? await filesOf(name) : [name];
    const readable = isFolder ? files.filter(hasKnownExtension) : files;
    names.push(...readable);
    passedOver += files.length - readable.length;
  }
  return { names: [...new Set(names)], passedOver };
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new AddingError(`${folder}: the folder can't be read (${errorReason(error)}).`, { cause: error });
  });
  const visible = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = await Promise.all(
    visible.map((entry) =>
      entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)],
    ),
  );
  return found.flat();
}

/**
 * Reads a file.
 *
 * @throws {AddingError} where it is none, can't be read, or is too large for any article.
 */
export async function readDocumentFile(name: string): Promise<SourceDocument> {
  try {
    const status = await stat(name);
    if (!status.isFile()) throw new AddingError(`${name}: it is not a file.`);
    if (status.size > MAXIMUM_DOCUMENT_BYTES) {
      throw new AddingError(
        `${name}: it has ${status.size} bytes, and ${MAXIMUM_DOCUMENT_BYTES} is the most. Cut it into several.`,
      );
    }
    return { name, bytes: await readFile(name) };
  } catch (error) {
    if (error instanceof AddingError) throw error;
    throw new AddingError(`${name}: the file can't be read (${errorReason(error)}).`, { cause: error });
  }
}
