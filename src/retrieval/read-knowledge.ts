import { readFile } from 'node:fs/promises';
import { errorReason } from '../error-reason.ts';
import { KnowledgeError } from './knowledge-error.ts';

/**
 * Reads a JSON file of `models/`.
 *
 * @param read what to make of it; may throw where it is not what it should be
 * @throws {KnowledgeError} naming the file that is missing or damaged.
 */
export async function readKnowledge<T>(path: string, read: (json: unknown, text: string) => T): Promise<T> {
  try {
    const text = await readFile(path, 'utf8');
    return read(JSON.parse(text), text);
  } catch (cause) {
    throw unusable(path, cause);
  }
}

/** Says of a file of `models/` that it can't be used, and why. */
export function unusable(path: string, cause: unknown): KnowledgeError {
  const message = `${path}: the file can't be used (${errorReason(cause)}). Restore it from the repository.`;
  return new KnowledgeError(message, { cause });
}
