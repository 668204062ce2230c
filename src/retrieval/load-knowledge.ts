import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createLexicon, type Lexicon } from '../arabic/lexicon.ts';
import { LexiconData } from '../arabic/lexicon-data.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { PassageAnalyser } from '../indexing/passage-analyser.ts';
import { projectRoot } from '../project-root.ts';
import { type Background, BackgroundData, createBackground } from './background.ts';
import { analysePassage } from './passage-analysis.ts';
import { readKnowledge } from './read-knowledge.ts';
import { loadReader, type Reader } from './reader/load-reader.ts';
import { withoutReader } from './reader/without-reader.ts';
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

export interface LoadKnowledgeOptions {
  /** The model of the passages: how near a passage is means something else by each. */
  readonly embedder: Pick<Embedder, 'model'>;
  /** Whether passages are read, which answers better and takes most of a question's time. */
  readonly reads?: boolean;
  /** Where the models are; the project's own folder where left out. */
  readonly directory?: string;
}

/**
 * Reads the project's written, counted and learned knowledge from `models/`.
 *
 * @throws {KnowledgeError} naming the file that is missing or damaged.
 */
export async function loadKnowledge({
  embedder,
  reads = true,
  directory = join(projectRoot, 'models'),
}: LoadKnowledgeOptions): Promise<Knowledge> {
  const [{ data, fingerprint }, background, weights, reader] = await Promise.all([
    readKnowledge(join(directory, 'isnad-ar-lexicon', 'lexicon.json'), (json, text) => ({
      data: LexiconData.parse(json),
      fingerprint: createHash('sha256').update(text).digest('hex'),
    })),
    readKnowledge(join(directory, 'isnad-ar-background', 'background.json'), (json) =>
      BackgroundData.parse(json),
    ),
    readKnowledge(
      join(directory, 'isnad-ar-ranker', weightsFile(learnedWith(embedder.model), reads)),
      readWeights,
    ),
    reads ? loadReader({ folder: join(directory, 'isnad-ar-reader') }) : withoutReader,
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

/** Models that the ranker was trained with; for any other it takes what it learned with the first. */
const LEARNED_WITH = ['isnad-ar-contextual', 'isnad-ar-static'] as const;

function learnedWith(model: string): string {
  return LEARNED_WITH.find((each) => each === model) ?? LEARNED_WITH[0];
}

/** The file of the ranker's weights, which learned with a model of the passages, and with a reader or without one. */
export function weightsFile(model: string, reads: boolean): string {
  return join(model, reads ? 'weights.json' : 'weights-without-reader.json');
}
