import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Embedder, embedderOfWords } from '../embedding/embedder.ts';
import { type KnownVectors, keyOfTexts, noVectors } from './embed-texts.ts';
import { type IndexFile, MANIFEST_FILE, type Manifest, parseManifest } from './manifest.ts';
import { decodeOutlines } from './outlines-codec.ts';
import { embeddingKeysOf } from './passage-table.ts';
import { VERSIONS_FOLDER } from './publish.ts';
import { decodeVectors, rowsOf } from './quantised-vectors.ts';
import { readWhole } from './read-whole.ts';
import { placesWithVectors } from './stored-word-vectors.ts';

/** The vectors of the version that is published, of the same model; none where there is no whole one. */
export async function readPreviousVectors(directory: string, embedder: Embedder): Promise<KnownVectors> {
  try {
    const path = join(directory, MANIFEST_FILE);
    const manifest = parseManifest(await readFile(path, 'utf8'), path);
    const { dimension, wordDimension = dimension, fingerprint } = manifest.model;
    if (fingerprint !== embedder.fingerprint) return noVectors;
    const read = (file: IndexFile) => readVerified(directory, manifest, file);
    const articles = embeddingKeysOf(await read('articles.json'));
    const count = manifest.corpus.passages;
    const passageVectors = decodeVectors(await read('vectors.bin'), { count, dimension });
    const outlines = decodeOutlines(await read('outlines.bin'));
    const words = new Map<string, number>();
    for (const [row, place] of placesWithVectors(outlines).entries())
      words.set(keyOfTexts(embedderOfWords(embedder), 'query', [outlines.texts[place] ?? '']), row);
    const wordVectors = decodeVectors(await read('words.bin'), {
      count: words.size,
      dimension: wordDimension,
    });
    return {
      vectorsOf(key) {
        const passages = articles.get(key);
        if (passages !== undefined) return rowsOf(passageVectors, passages.first, passages.end);
        const word = words.get(key);
        return word === undefined ? undefined : rowsOf(wordVectors, word, word + 1);
      },
    };
  } catch {
    return noVectors;
  }
}

async function readVerified(directory: string, manifest: Manifest, file: IndexFile): Promise<Buffer> {
  const bytes = await readWhole(join(directory, VERSIONS_FOLDER, manifest.version, file));
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (hash !== manifest.files[file]?.sha256) throw new Error(`${file} is damaged`);
  return bytes;
}
