import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { errorReason } from '../error-reason.ts';
import { readBm25 } from './bm25.ts';
import { IndexError } from './index-error.ts';
import {
  GRAPH_FILE,
  INDEX_FILES,
  type IndexFile,
  MANIFEST_FILE,
  type Manifest,
  parseManifest,
} from './manifest.ts';
import type { Outlines } from './outlines.ts';
import { decodeOutlines } from './outlines-codec.ts';
import type { PassageIndex } from './passage-index.ts';
import { openTexts } from './passage-table.ts';
import { VERSIONS_FOLDER } from './publish.ts';
import { decodeVectors } from './quantised-vectors.ts';
import { readWhole } from './read-whole.ts';
import { openWordVectors, placesWithVectors } from './stored-word-vectors.ts';
import { readVectorGraph, type VectorGraph } from './vector-graph.ts';
import { createVectorSearch } from './vector-search.ts';

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
    const texts = openTexts(files);
    const { dimension, wordDimension = dimension } = manifest.model;
    const count = texts.passages.length;
    const outlines = readOutlines(files['outlines.bin'], count);
    const words = { count: placesWithVectors(outlines).length, dimension: wordDimension };
    const graph = await openGraph(folder, files[GRAPH_FILE], { count, dimension });
    return {
      manifest,
      ...texts,
      vectors: createVectorSearch({
        vectors: decodeVectors(files['vectors.bin'], { count, dimension }),
        graph,
      }),
      terms: readBm25(files['terms.bin']),
      outlines,
      wordVectors: openWordVectors(decodeVectors(files['words.bin'], words), outlines),
    };
  } catch (cause) {
    if (cause instanceof IndexError) throw cause;
    const message = `${folder}: the index does not fit together (${errorReason(cause)}). Rebuild it: npm run index.`;
    throw new IndexError('damaged', message, { cause });
  }
}

type IndexFiles = Readonly<Record<Exclude<IndexFile, typeof GRAPH_FILE>, Buffer>> & {
  readonly [GRAPH_FILE]?: Buffer;
};

async function readVerified(folder: string, manifest: Manifest): Promise<IndexFiles> {
  const verified = INDEX_FILES.flatMap((file) => {
    const expected = manifest.files[file];
    return expected === undefined ? [] : [readExpected(folder, file, expected)];
  });
  return Object.fromEntries(await Promise.all(verified)) as unknown as IndexFiles;
}

async function readExpected(
  folder: string,
  file: IndexFile,
  expected: { readonly bytes: number; readonly sha256: string },
): Promise<readonly [IndexFile, Buffer]> {
  const path = join(folder, file);
  const bytes = await readIndexFile(path);
  const actual = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
  if (bytes.length !== expected.bytes || actual !== expected.sha256) {
    const sizes =
      bytes.length === expected.bytes ? 'its bytes changed' : `${bytes.length} of ${expected.bytes} bytes`;
    throw new IndexError(
      'damaged',
      `${path}: the file is damaged (${sizes}). Rebuild the index: npm run index.`,
    );
  }
  return [file, bytes] as const;
}

function openGraph(
  folder: string,
  bytes: Buffer | undefined,
  shape: { readonly count: number; readonly dimension: number },
): Promise<VectorGraph> | undefined {
  return bytes && readVectorGraph({ path: join(folder, GRAPH_FILE), bytes, ...shape });
}

async function readIndexFile(path: string): Promise<Buffer> {
  try {
    return await readWhole(path);
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

function readOutlines(bytes: Uint8Array, passages: number): Outlines {
  const outlines = decodeOutlines(bytes);
  const found = outlines.continues.length;
  if (found !== passages) throw new Error(`${found} outlines where ${passages} belong`);
  return outlines;
}
