import { join } from 'node:path';
import type { Article } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import { splitPassages } from '../corpus/split-passages.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { buildBm25 } from './bm25.ts';
import { syncToDisk, writeDurably } from './durable-files.ts';
import { analysisFingerprint, corpusFingerprint } from './fingerprints.ts';
import { FORMAT_VERSION, type Manifest } from './manifest.ts';
import { collectOutlines } from './outlines.ts';
import { encodeOutlines } from './outlines-codec.ts';
import type { PassageAnalyser, PassageOutline } from './passage-analyser.ts';
import { passageTerms } from './passage-terms.ts';
import { describeFiles, publish, type StagedVersion } from './publish.ts';
import { createVectorIndexBuilder } from './vector-index.ts';

export interface BuildIndexOptions {
  readonly articles: readonly Article[];
  readonly embedder: Embedder;
  readonly analyser: PassageAnalyser;
  /** The index folder; made where it is missing. */
  readonly directory: string;
  /** Called after each batch with the passages embedded so far. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly now?: () => Date;
}

/** Passages between two calls of `onProgress`. */
const BATCH_SIZE = 64;

/**
 * Builds an index of the articles and publishes it: whoever opens the folder sees the old one or the new one, whole.
 *
 * @throws {IndexError} `unwritable` where the folder can't be written.
 */
export async function buildIndex({
  articles,
  embedder,
  analyser,
  directory,
  onProgress,
  now = () => new Date(),
}: BuildIndexOptions): Promise<Manifest> {
  const passages = articles.flatMap(splitPassages);
  return publish(directory, async ({ version, folder }: StagedVersion) => {
    await writeDurably(join(folder, 'articles.json'), JSON.stringify(articles));
    await writeDurably(join(folder, 'passages.json'), serialisePassages(passages));
    await writeDurably(
      join(folder, 'terms.bin'),
      buildBm25(passages.map(({ text }) => passageTerms(text))).serialise(),
    );
    const outlines = collectOutlines(outlineEach(passages, analyser));
    await writeDurably(join(folder, 'outlines.bin'), encodeOutlines(outlines));
    await writeVectors({ passages, embedder, path: join(folder, 'vectors.hnsw'), onProgress });
    return {
      format: 'isnad-index',
      formatVersion: FORMAT_VERSION,
      version,
      builtAt: now().toISOString(),
      model: { name: embedder.model, fingerprint: embedder.fingerprint, dimension: embedder.dimension },
      corpus: { sha256: corpusFingerprint(articles), articles: articles.length, passages: passages.length },
      analysis: analysisFingerprint(articles, analyser),
      files: await describeFiles(folder),
    };
  });
}

function* outlineEach(passages: readonly Passage[], analyser: PassageAnalyser): Generator<PassageOutline> {
  for (const { text } of passages) yield analyser.analyse(text);
}

/** The text itself is left out: it is the article's body between the offsets, and only there. */
function serialisePassages(passages: readonly Passage[]): string {
  return JSON.stringify(passages.map(({ text: _, ...offsets }) => offsets));
}

interface WriteVectorsOptions {
  readonly passages: readonly Passage[];
  readonly embedder: Embedder;
  readonly path: string;
  readonly onProgress: BuildIndexOptions['onProgress'];
}

async function writeVectors({ passages, embedder, path, onProgress }: WriteVectorsOptions): Promise<void> {
  const graph = createVectorIndexBuilder({ dimension: embedder.dimension, capacity: passages.length });
  for (let from = 0; from < passages.length; from += BATCH_SIZE) {
    const batch = passages.slice(from, from + BATCH_SIZE).map(({ text }) => text);
    for (const vector of await embedder.embed(batch, 'passage')) graph.add(vector);
    onProgress?.(Math.min(from + BATCH_SIZE, passages.length), passages.length);
  }
  await graph.write(path);
  await syncToDisk(path);
}
