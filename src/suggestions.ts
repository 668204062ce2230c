import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type SuggestQuestionsOptions, suggestQuestions } from './answering/suggest-questions.ts';
import { renameDurably, writeDurably } from './indexing/durable-files.ts';

/** Beside the index's manifest: finding suggestions takes an answerer, which takes the index. */
export const SUGGESTIONS_FILE = 'suggestions.json';

const StoredSuggestions = z.object({
  /** Of the index they were found with. */
  indexVersion: z.string(),
  questions: z.array(z.string().min(1).max(200)).max(50),
});

export interface EnsureSuggestionsOptions extends Omit<SuggestQuestionsOptions, 'count'> {
  /** The index folder. */
  readonly directory: string;
  readonly indexVersion: string;
}

/**
 * The suggested questions kept with an index; where there are none for this version of it, or they are damaged, they are
 * found and kept. A folder that can't be written is no reason to fail: they are found again at the next start.
 */
export async function ensureSuggestions({
  directory,
  indexVersion,
  store,
  answerer,
  lexicon,
}: EnsureSuggestionsOptions): Promise<readonly string[]> {
  const path = join(directory, SUGGESTIONS_FILE);
  const known = await readSuggestions(path);
  if (known?.indexVersion === indexVersion) return known.questions;
  const questions = await suggestQuestions({ store, answerer, lexicon });
  await writeSuggestions(path, { indexVersion, questions });
  return questions;
}

async function readSuggestions(path: string): Promise<z.infer<typeof StoredSuggestions> | undefined> {
  try {
    return StoredSuggestions.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function writeSuggestions(path: string, suggestions: z.infer<typeof StoredSuggestions>): Promise<void> {
  const staged = `${path}.${randomUUID()}`;
  try {
    await writeDurably(staged, `${JSON.stringify(suggestions, null, 2)}\n`);
    await renameDurably(staged, path);
  } catch {
    await rm(staged, { force: true }).catch(() => undefined);
  }
}
