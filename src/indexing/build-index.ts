import { join } from 'node:path';
import type { Article } from '../corpus/article.ts';
import { splitPassages } from '../corpus/split-passages.ts';
import { type Embedder, embedderOfWords } from '../embedding/embedder.ts';
import { buildBm25 } from './bm25.ts';
import { type BuildJournal, openBuildJournal } from './build-journal.ts';
import { syncToDisk, writeDurably } from './durable-files.ts';
import {
  type EmbedTextsOptions,
  embedTexts,
  type KnownVectors,
  keyOfTexts,
  noVectors,
  type TextGroup,
} from './embed-texts.ts';
import { analysisFingerprint, corpusFingerprint } from './fingerprints.ts';
import { createGraphCheckpoints } from './graph-checkpoints.ts';
import { FORMAT_VERSION, GRAPH_FILE, type Manifest } from './manifest.ts';
import { collectOutlines, type Outlines } from './outlines.ts';
import { encodeOutlines } from './outlines-codec.ts';
import type { PassageAnalyser, PassageOutline } from './passage-analyser.ts';
import { encodeTexts, type SplitArticle } from './passage-table.ts';
import { passageTerms } from './passage-terms.ts';
import { readPreviousVectors } from './previous-vectors.ts';
import { describeFiles, publish } from './publish.ts';
import { copyVector, encodeVectors, type QuantisedVectors } from './quantised-vectors.ts';
import { placesWithVectors } from './stored-word-vectors.ts';
import { GRAPH_FROM } from './vector-search.ts';

/** What a build is at; each in turn, but for the graph, which only very many passages get. */
export type BuildStage = 'passages' | 'words' | 'graph';

export interface BuildIndexOptions {
  readonly articles: readonly Article[];
  readonly embedder: Embedder;
  readonly analyser: PassageAnalyser;
  /** The index folder; made where it is missing. */
  readonly directory: string;
  /** Called now and then with how many of a stage's things are done, of how many. */
  readonly onProgress?: ((stage: BuildStage, done: number, total: number) => void) | undefined;
  readonly now?: () => Date;
  /** From how many passages on there is a graph. */
  readonly graphFrom?: number;
  /** Whether vectors embedded before are taken as they are; if not, all is embedded anew. */
  readonly reuse?: boolean;
  /** How many vectors are embedded before they are written down, for the next build if this one is interrupted. */
  readonly journalledEvery?: number;
  /** How many are linked before the graph is written down, for the same reason. */
  readonly graphSavedEvery?: number;
}

/**
 * Builds an index of the articles and publishes it: whoever opens the folder sees the old one or the new one, whole. Only
 * articles and words that the published version does not hold are embedded, and none that a build which was interrupted
 * had embedded already.
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
  graphFrom = GRAPH_FROM,
  reuse = true,
  journalledEvery = 10_000,
  graphSavedEvery = 200_000,
}: BuildIndexOptions): Promise<Manifest> {
  const { dimension } = embedder;
  const split = articles.map((article): SplitArticle => {
    const passages = splitPassages(article);
    return {
      article,
      passages,
      embedding: keyOfTexts(
        embedder,
        'passage',
        passages.map(({ text }) => text),
      ),
    };
  });
  const count = split.reduce((sum, { passages }) => sum + passages.length, 0);
  return publish(directory, async ({ version, folder }) => {
    const write = (file: string, content: Parameters<typeof writeDurably>[1]) =>
      writeDurably(join(folder, file), content);
    for (const [file, content] of Object.entries(encodeTexts(split))) await write(file, content);
    await write('terms.bin', buildBm25(eachText(split, passageTerms)).serialise());
    const outlines = collectOutlines(eachText(split, (text): PassageOutline => analyser.analyse(text)));
    await write('outlines.bin', encodeOutlines(outlines));

    const previous = reuse ? await readPreviousVectors(directory, embedder) : noVectors;
    const journalOf = ({ dimension }: Embedder) =>
      openBuildJournal({ directory, dimension, writtenEvery: journalledEvery });
    const words = embedderOfWords(embedder);
    // Both before either is written to: an interrupted build's vectors are wanted, not this one's own.
    const journal = await journalOf(embedder);
    const wordJournal = words === embedder ? journal : await journalOf(words);
    const embed = async (
      into: BuildJournal,
      options: Pick<EmbedTextsOptions, 'embedder' | 'kind' | 'groups' | 'onProgress'>,
    ) => {
      const vectors = await embedTexts({
        ...options,
        known: reuse ? firstOf(into, previous) : noVectors,
        onEmbedded: ({ key }, embedded) => into.record(key, embedded),
      });
      await into.flush();
      return vectors;
    };
    const vectors = await embed(journal, {
      embedder,
      kind: 'passage',
      groups: split.map(({ passages, embedding: key }) => ({ key, texts: passages.map(({ text }) => text) })),
      onProgress: (done, total) => onProgress?.('passages', done, total),
    });
    await write('vectors.bin', encodeVectors(vectors));
    const wordVectors = await embed(wordJournal, {
      embedder: words,
      kind: 'query',
      groups: wordGroups(outlines, words),
      onProgress: (done, total) => onProgress?.('words', done, total),
    });
    await write('words.bin', encodeVectors(wordVectors));
    if (count >= graphFrom) {
      await writeGraph({
        vectors,
        directory,
        path: join(folder, GRAPH_FILE),
        savedEvery: graphSavedEvery,
        onProgress: (done) => onProgress?.('graph', done, count),
      });
    }
    await journal.discard();
    return {
      format: 'isnad-index',
      formatVersion: FORMAT_VERSION,
      version,
      builtAt: now().toISOString(),
      model: {
        name: embedder.model,
        fingerprint: embedder.fingerprint,
        dimension,
        ...(words !== embedder && { wordDimension: words.dimension }),
      },
      corpus: { sha256: corpusFingerprint(articles), articles: articles.length, passages: count },
      analysis: analysisFingerprint(articles, analyser),
      files: await describeFiles(folder),
    };
  });
}

function* eachText<Result>(
  split: readonly SplitArticle[],
  make: (text: string) => Result,
): Generator<Result> {
  for (const { passages } of split) for (const { text } of passages) yield make(text);
}

function wordGroups(outlines: Outlines, embedder: Embedder): TextGroup[] {
  return Array.from(placesWithVectors(outlines), (place) => {
    const texts = [outlines.texts[place] ?? ''];
    return { key: keyOfTexts(embedder, 'query', texts), texts };
  });
}

function firstOf(...sources: readonly KnownVectors[]): KnownVectors {
  return {
    vectorsOf(key) {
      for (const source of sources) {
        const vectors = source.vectorsOf(key);
        if (vectors !== undefined) return vectors;
      }
      return undefined;
    },
  };
}

/** Vectors added to the graph between two calls of `onProgress`. */
const LINKED_AT_ONCE = 1000;

interface WriteGraphOptions {
  readonly vectors: QuantisedVectors;
  readonly directory: string;
  readonly path: string;
  /** How many vectors are linked before the graph is written down. */
  readonly savedEvery: number;
  readonly onProgress: (done: number) => void;
}

/** From the vectors as they are kept, so that those embedded now and those embedded before give the same graph. */
async function writeGraph({
  vectors,
  directory,
  path,
  savedEvery,
  onProgress,
}: WriteGraphOptions): Promise<void> {
  const count = vectors.scales.length;
  const checkpoints = createGraphCheckpoints(directory, vectors);
  const graph = await checkpoints.start();
  const vector = new Float32Array(vectors.dimension);
  while (graph.count < count) {
    copyVector(vectors, graph.count, vector);
    graph.add(vector);
    if (graph.count % LINKED_AT_ONCE === 0 || graph.count === count) onProgress(graph.count);
    if (graph.count % savedEvery === 0 && graph.count < count) await checkpoints.save(graph);
  }
  await graph.write(path);
  await syncToDisk(path);
}
