import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { errorReason } from '../error-reason.ts';
import type { Article } from './article.ts';
import { CorpusError } from './corpus-error.ts';
import { parseArticle } from './parse-article.ts';

const FORMATS: ReadonlyMap<string, 'markdown' | 'text'> = new Map([
  ['.md', 'markdown'],
  ['.txt', 'text'],
]);

/**
 * Reads every article (`.md`, `.txt`) of a folder, sorted by file name. Hidden files, folders and other kinds of
 * file are passed over.
 *
 * @throws {CorpusError} where the folder can't be read or holds no article, or one of its files is not an article.
 */
export async function readCorpus(directory: string): Promise<Article[]> {
  const articles = await readArticles(directory);
  if (articles.length === 0) {
    throw new CorpusError(
      `${directory}: no article there. Put at least one .md or .txt file into the folder.`,
    );
  }
  return articles;
}

/**
 * Reads the articles of a folder as {@link readCorpus} does; there may be none yet.
 *
 * @throws {CorpusError} where the folder can't be read, or one of its files is not an article.
 */
export async function readArticles(directory: string): Promise<Article[]> {
  const names = await articleFiles(directory);
  const articles = await Promise.all(names.map((name) => readArticle(directory, name)));
  const seen = new Set<string>();
  for (const { id } of articles) {
    if (seen.has(id)) {
      throw new CorpusError(
        `${directory}: two files are named ${id}. Rename one: the name identifies the article.`,
      );
    }
    seen.add(id);
  }
  return articles;
}

async function articleFiles(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter(
        (entry) => !entry.isDirectory() && !entry.name.startsWith('.') && FORMATS.has(extname(entry.name)),
      )
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    throw new CorpusError(
      `${directory}: the corpus folder can't be read (${errorReason(error)}). Set CORPUS_DIR.`,
      {
        cause: error,
      },
    );
  }
}

async function readArticle(directory: string, name: string): Promise<Article> {
  const path = join(directory, name);
  const extension = extname(name);
  const format = FORMATS.get(extension) ?? 'text';
  return parseArticle({ id: name.slice(0, -extension.length), path, format, text: await readText(path) });
}

async function readText(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new CorpusError(`${path}: the file can't be read (${errorReason(error)}).`, { cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CorpusError(`${path}: the file is not UTF-8 text. Save it again as UTF-8.`, { cause: error });
  }
}
