import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { errorReason } from '../error-reason.ts';
import { syncToDisk, writeDurably } from '../indexing/durable-files.ts';
import { AddingError } from './adding-error.ts';
import { articleFile } from './article-file.ts';
import type { Draft } from './draft.ts';
import { slugOf } from './slug.ts';

/** File systems without hard links (FAT, some shared folders) say so with one of these. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

/** Writes new articles into a folder, each to a file of its own. */
export class CorpusFolder {
  readonly #directory: string;
  readonly #taken: Set<string>;
  readonly #dryRun: boolean;

  private constructor(directory: string, { taken, dryRun }: { taken: Set<string>; dryRun: boolean }) {
    this.#directory = directory;
    this.#taken = taken;
    this.#dryRun = dryRun;
  }

  /**
   * Opens a folder for articles, and makes it where there is none; a dry run writes nothing.
   *
   * @throws {AddingError} where it can't be made or read.
   */
  static async open(directory: string, { dryRun = false } = {}): Promise<CorpusFolder> {
    try {
      if (!dryRun) await mkdir(directory, { recursive: true });
      const names = await readdir(directory).catch((error: unknown) => {
        if (dryRun && errorReason(error) === 'ENOENT') return [];
        throw error;
      });
      const taken = new Set(names.map((name) => keyOf(name.slice(0, name.length - extname(name).length))));
      return new CorpusFolder(directory, { taken, dryRun });
    } catch (error) {
      throw new AddingError(
        `${directory}: articles can't be written there (${errorReason(error)}). Set --corpus or CORPUS_DIR.`,
        {
          cause: error,
        },
      );
    }
  }

  /**
   * Writes an article under a name of its own, so that after a power cut its file is there whole or not at all; a file
   * that is there is never touched.
   *
   * @returns its id, which is the file's name without extension.
   * @throws {AddingError} where it can't be written.
   */
  async write(draft: Draft): Promise<string> {
    const slug = slugOf(draft.title);
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? slug : `${slug}-${number}`;
      if (this.#taken.has(keyOf(id))) continue;
      this.#taken.add(keyOf(id));
      if (this.#dryRun || (await this.#create(`${id}.md`, articleFile(draft)))) return id;
    }
  }

  /** Writes beside the name and then links to it, which fails, where a rename would not, if another has taken it. */
  async #create(name: string, content: string): Promise<boolean> {
    const path = join(this.#directory, name);
    const beside = join(this.#directory, `.adding-${randomUUID()}`);
    try {
      await writeDurably(beside, content);
      await link(beside, path).catch((error: unknown) => {
        if (!NO_LINKS.has(errorReason(error))) throw error;
        return rename(beside, path);
      });
      await syncToDisk(this.#directory);
      return true;
    } catch (error) {
      if (errorReason(error) === 'EEXIST') return false;
      throw new AddingError(`${path}: the article can't be written (${errorReason(error)}).`, {
        cause: error,
      });
    } finally {
      await rm(beside, { force: true });
    }
  }
}

/** Names that differ in case, or in how letters with marks are composed, are one on some file systems. */
function keyOf(id: string): string {
  return id.normalize('NFC').toLowerCase();
}
