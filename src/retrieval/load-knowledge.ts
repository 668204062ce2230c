import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import { createLexicon, type Lexicon } from '../arabic/lexicon.ts';
import { LexiconData } from '../arabic/lexicon-data.ts';
import { errorReason } from '../error-reason.ts';
import { projectRoot } from '../project-root.ts';
import { type Background, BackgroundData, createBackground } from './background.ts';
import { KnowledgeError } from './knowledge-error.ts';

/** What ranking knows beside the articles. */
export interface Knowledge {
  /** Words: relatives, names, dialect. */
  readonly lexicon: Lexicon;
  /** How rare words are in Arabic news at large. */
  readonly background: Background;
}

/**
 * Reads the project's written and counted knowledge from `models/`.
 *
 * @throws {KnowledgeError} naming the file that is missing or damaged.
 */
export async function loadKnowledge(directory = join(projectRoot, 'models')): Promise<Knowledge> {
  const [lexicon, background] = await Promise.all([
    readKnowledge(join(directory, 'isnad-ar-lexicon', 'lexicon.json'), LexiconData),
    readKnowledge(join(directory, 'isnad-ar-background', 'background.json'), BackgroundData),
  ]);
  return { lexicon: createLexicon(lexicon), background: createBackground(background) };
}

async function readKnowledge<T>(path: string, schema: ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    const message = `${path}: the file can't be used (${errorReason(cause)}). Restore it from the repository.`;
    throw new KnowledgeError(message, { cause });
  }
}
