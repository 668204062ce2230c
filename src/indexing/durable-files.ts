import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a new file and makes sure that its bytes are on the disk, not only in the system's cache. */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
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
