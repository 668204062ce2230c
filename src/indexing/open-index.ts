import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Article } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import { errorReason } from '../error-reason.ts';
import { readBm25 } from './bm25.ts';
import { IndexError } from './index-error.ts';
import { INDEX_FILES, type IndexFile, MANIFEST_FILE, type Manifest, parseManifest } from './manifest.ts';
import type { PassageIndex } from './passage-index.ts';
import { VERSIONS_FOLDER } from './publish.ts';
import { readVectorIndex } from './vector-index.ts';

const StoredPassages = z.array(
  z.object({ article: z.string(), sentence: z.int(), paragraph: z.int(), start: z.int(), end: z.int() }),
);
const StoredArticles = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    publisher: z.string().exactOptional(),
    published: z.string().exactOptional(),
    url: z.string().exactOptional(),
    language: z.string(),
    body: z.string(),
  }),
);

/**
 * Reads the manifest of an index folder, and nothing else.
 *
 * @throws {IndexError} `missing`, `damaged` or `foreign`.
 */
export async function readManifest(directory: string): Promise<Manifest> {
  const path = join(directory, MANIFEST_FILE);
  return parseManifest((await readIndexFile(path)).toString('utf8'), path);
}

/**
 * Opens the current version of an index. Every file is verified against the manifest's size and hash before anything
 * reads a byte of it.
 *
 * @throws {IndexError} `missing`, `damaged` or `foreign`, naming the file.
 */
export async function openIndex(directory: string): Promise<PassageIndex> {
  const manifest = await readManifest(directory);
  const folder = join(directory, VERSIONS_FOLDER, manifest.version);
  const files = await readVerified(folder, manifest);
  try {
    const articles = StoredArticles.parse(parseJson(files['articles.json']));
    const passages = restorePassages(StoredPassages.parse(parseJson(files['passages.json'])), articles);
    const { dimension } = manifest.model;
    return {
      manifest,
      articles: new Map(articles.map((article) => [article.id, article])),
      passages,
      vectors: await readVectorIndex({
        path: join(folder, 'vectors.hnsw'),
        bytes: files['vectors.hnsw'],
        dimension,
        count: passages.length,
      }),
      terms: readBm25(files['terms.bin']),
    };
  } catch (cause) {
    if (cause instanceof IndexError) throw cause;
    const message = `${folder}: the index does not fit together (${errorReason(cause)}). Rebuild it: npm run index.`;
    throw new IndexError('damaged', message, { cause });
  }
}

async function readVerified(folder: string, manifest: Manifest): Promise<Record<IndexFile, Buffer>> {
  const verified = INDEX_FILES.map(async (file) => {
    const path = join(folder, file);
    const bytes = await readIndexFile(path);
    const expected = manifest.files[file];
    const actual = createHash('sha256').update(bytes).digest('hex');
    if (bytes.length !== expected.bytes || actual !== expected.sha256) {
      const sizes =
        bytes.length === expected.bytes ? 'its bytes changed' : `${bytes.length} of ${expected.bytes} bytes`;
      throw new IndexError(
        'damaged',
        `${path}: the file is damaged (${sizes}). Rebuild the index: npm run index.`,
      );
    }
    return [file, bytes] as const;
  });
  return Object.fromEntries(await Promise.all(verified)) as Record<IndexFile, Buffer>;
}

async function readIndexFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(errorReason(cause));
    const found = isMissing ? 'there is no such file' : `the file can't be read (${errorReason(cause)})`;
    throw new IndexError(
      isMissing ? 'missing' : 'damaged',
      `${path}: ${found}. Build the index: npm run index.`,
      { cause },
    );
  }
}

function parseJson(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8'));
}

function restorePassages(stored: z.infer<typeof StoredPassages>, articles: readonly Article[]): Passage[] {
  const bodies = new Map(articles.map(({ id, body }) => [id, body]));
  return stored.map((passage) => {
    const text = bodies.get(passage.article)?.slice(passage.start, passage.end);
    if (!text) throw new Error(`passage ${passage.sentence} of "${passage.article}" has no text`);
    return { ...passage, text };
  });
}
