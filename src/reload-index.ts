import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import type { LiveAnswerer, OpenedAnswerer } from './answering/live-answerer.ts';
import type { ReloadResult } from './bot/features/reload.ts';
import { ForeseenError } from './foreseen-error.ts';
import { MANIFEST_FILE } from './indexing/manifest.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

export interface ReloaderOptions {
  readonly live: LiveAnswerer;
  /** Opens the index that is on disk now. */
  readonly open: () => Promise<OpenedAnswerer>;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'reloads' | 'index'>;
}

/** Opens the index that is on disk beside the one in use, and changes to it. */
export type Reload = (why: string) => Promise<ReloadResult>;

/** One reload at a time; a bad index is refused, and the one in use goes on. */
export function createReloader({ live, open, logger, metrics }: ReloaderOptions): Reload {
  let last: Promise<unknown> = Promise.resolve();

  function showVersion(): void {
    metrics.index.reset();
    metrics.index.set({ version: live.manifest.version }, live.manifest.corpus.passages);
  }

  async function reload(why: string): Promise<ReloadResult> {
    try {
      const next = await open();
      const isNew = next.manifest.version !== live.manifest.version;
      if (isNew) live.swap(next);
      else await next.close();
      const { version, corpus } = live.manifest;
      const text = isNew ? 'answering from a new index' : 'the index on disk is the one in use';
      logger.info({ why, version, passages: corpus.passages }, text);
      showVersion();
      return isNew ? 'swapped' : 'unchanged';
    } catch (error) {
      const reason = error instanceof ForeseenError ? { reason: error.message } : { error };
      logger.error(
        { why, version: live.manifest.version, ...reason },
        'a new index was refused; the old one goes on',
      );
      return 'refused';
    }
  }

  showVersion();
  return (why) => {
    const result = last.then(async () => {
      const ended = await reload(why);
      metrics.reloads.inc({ result: ended });
      return ended;
    });
    last = result;
    return result;
  };
}

/** Milliseconds between looks at the manifest. It is looked at, as not every file system tells of changes. */
const WATCH_INTERVAL = 1000;

/** Calls back when another manifest lies in an index folder. @returns a function that ends it */
export function watchManifest(directory: string, onChange: () => void): () => void {
  const path = join(directory, MANIFEST_FILE);
  const listener = (now: Stats, before: Stats) => {
    const isAnother = now.ino !== before.ino || now.mtimeMs !== before.mtimeMs;
    if (isAnother && now.nlink > 0) onChange();
  };
  watchFile(path, { interval: WATCH_INTERVAL, persistent: false }, listener);
  return () => unwatchFile(path, listener);
}
