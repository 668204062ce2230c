import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a new file, whose content may come in parts, and makes sure that its bytes are on the disk, not only in the
 * system's cache.
 */
export async function writeDurably(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
): Promise<void> {
  const file = await open(path, 'wx');
  try {
    if (typeof content === 'string' || content instanceof Uint8Array) await file.writeFile(content);
    else for (const part of content) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Forces to the disk what was written to a file, or a folder's list of names. */
export async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Renames within a folder so that after a power cut either the old or the new name stands, never neither. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncToDisk(dirname(to));
}
