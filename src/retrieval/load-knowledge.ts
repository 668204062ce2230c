import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLexicon, type Lexicon } from '../arabic/lexicon.ts';
import { LexiconData } from '../arabic/lexicon-data.ts';
import { errorReason } from '../error-reason.ts';
import { projectRoot } from '../project-root.ts';
import { type Background, BackgroundData, createBackground } from './background.ts';
import { KnowledgeError } from './knowledge-error.ts';
import { type RankerWeights, readWeights } from './weights.ts';

/** What ranking knows beside the articles. */
export interface Knowledge {
  /** Words: relatives, names, dialect. */
  readonly lexicon: Lexicon;
  /** How rare words are in Arabic news at large. */
  readonly background: Background;
  /** What the ranker learned. */
  readonly weights: RankerWeights;
}

/**
 * Reads the project's written, counted and learned knowledge from `models/`.
 *
 * @throws {KnowledgeError} naming the file that is missing or damaged.
 */
export async function loadKnowledge(directory = join(projectRoot, 'models')): Promise<Knowledge> {
  const [lexicon, background, weights] = await Promise.all([
    readKnowledge(join(directory, 'isnad-ar-lexicon', 'lexicon.json'), (json) => LexiconData.parse(json)),
    readKnowledge(join(directory, 'isnad-ar-background', 'background.json'), (json) =>
      BackgroundData.parse(json),
    ),
    readKnowledge(join(directory, 'isnad-ar-ranker', 'weights.json'), readWeights),
  ]);
  return { lexicon: createLexicon(lexicon), background: createBackground(background), weights };
}

async function readKnowledge<T>(path: string, read: (json: unknown) => T): Promise<T> {
  try {
    return read(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    const message = `${path}: the file can't be used (${errorReason(cause)}). Restore it from the repository.`;
    throw new KnowledgeError(message, { cause });
  }
}
