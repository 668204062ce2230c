import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A file system of its own in memory. */
export interface SmallDisk {
  readonly directory: string;
  /** What is on it may be read and not written from now on. */
  makeReadOnly(): Promise<void>;
  remove(): Promise<void>;
}

const run = promisify(execFile);

/** Mounts a small file system; undefined where that is not allowed, as it is to root on Linux alone. */
export async function mountSmallDisk(bytes: number): Promise<SmallDisk | undefined> {
  const directory = await mkdtemp(join(tmpdir(), 'isnad-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', directory]);
  } catch {
    await rm(directory, { recursive: true });
    return undefined;
  }
  return {
    directory,
    makeReadOnly: async () => void (await run('mount', ['-o', 'remount,ro', directory])),
    async remove() {
      await run('umount', [directory]);
      await rm(directory, { recursive: true });
    },
  };
}
