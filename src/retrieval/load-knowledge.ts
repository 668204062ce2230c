import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLexicon, type Lexicon } from '../arabic/lexicon.ts';
import { LexiconData } from '../arabic/lexicon-data.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { loadEmbedder } from '../embedding/load-embedder.ts';
import { errorReason } from '../error-reason.ts';
import type { PassageAnalyser } from '../indexing/passage-analyser.ts';
import { projectRoot } from '../project-root.ts';
import { type Background, BackgroundData, createBackground } from './background.ts';
import { KnowledgeError } from './knowledge-error.ts';
import { analysePassage } from './passage-analysis.ts';
import { loadReader, type Reader } from './reader/load-reader.ts';
import { type RankerWeights, readWeights } from './weights.ts';

/** What ranking knows beside the articles. */
export interface Knowledge {
  /** Words: relatives, names, dialect. */
  readonly lexicon: Lexicon;
  /** Takes passages apart by that lexicon. */
  readonly analyser: PassageAnalyser;
  /** How rare words are in Arabic news at large. */
  readonly background: Background;
  /** What the ranker learned. */
  readonly weights: RankerWeights;
  /** Finds the words that answer in a sentence. */
  readonly reader: Reader;
}

/** The model whose word vectors the reader was trained on, whatever model the passages are embedded by. */
const READER_EMBEDDING = 'isnad-ar-static';

export interface LoadKnowledgeOptions {
  /** The model of the passages; it serves the reader too where it is the reader's own. */
  readonly embedder: Embedder;
  readonly directory?: string;
}

/**
 * Reads the project's written, counted and learned knowledge from `models/`.
 *
 * @throws {KnowledgeError} naming the file that is missing or damaged.
 */
export async function loadKnowledge({
  embedder,
  directory = join(projectRoot, 'models'),
}: LoadKnowledgeOptions): Promise<Knowledge> {
  const readerEmbedder =
    embedder.model === READER_EMBEDDING ? embedder : await loadEmbedder({ model: READER_EMBEDDING });
  const [{ data, fingerprint }, background, weights, reader] = await Promise.all([
    readKnowledge(join(directory, 'isnad-ar-lexicon', 'lexicon.json'), (json, text) => ({
      data: LexiconData.parse(json),
      fingerprint: createHash('sha256').update(text).digest('hex'),
    })),
    readKnowledge(join(directory, 'isnad-ar-background', 'background.json'), (json) =>
      BackgroundData.parse(json),
    ),
    readKnowledge(join(directory, 'isnad-ar-ranker', 'weights.json'), readWeights),
    loadReader({ path: join(directory, 'isnad-ar-reader', 'reader.onnx'), embedder: readerEmbedder }),
  ]);
  const lexicon = createLexicon(data);
  return {
    lexicon,
    analyser: { fingerprint, analyse: (text) => analysePassage(text, lexicon) },
    background: createBackground(background),
    weights,
    reader,
  };
}

async function readKnowledge<T>(path: string, read: (json: unknown, text: string) => T): Promise<T> {
  try {
    const text = await readFile(path, 'utf8');
    return read(JSON.parse(text), text);
  } catch (cause) {
    const message = `${path}: the file can't be used (${errorReason(cause)}). Restore it from the repository.`;
    throw new KnowledgeError(message, { cause });
  }
}
