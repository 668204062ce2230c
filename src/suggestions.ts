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

/** Where the suggested questions of an index are kept. */
export interface SuggestionKeeper {
  /** Those of a version of the index; `undefined` where there are none. */
  read(indexVersion: string): Promise<readonly string[] | undefined>;
  /** Where they can't be kept they are found again at the next start: no reason to fail. */
  write(indexVersion: string, questions: readonly string[]): Promise<void>;
}

export interface EnsureSuggestionsOptions extends Omit<SuggestQuestionsOptions, 'count'> {
  readonly keeper: SuggestionKeeper;
  readonly indexVersion: string;
}

/** The suggested questions kept with an index; where there are none for this version of it, they are found and kept. */
export async function ensureSuggestions({
  keeper,
  indexVersion,
  store,
  answerer,
  lexicon,
}: EnsureSuggestionsOptions): Promise<readonly string[]> {
  const known = await keeper.read(indexVersion);
  if (known !== undefined) return known;
  const questions = await suggestQuestions({ store, answerer, lexicon });
  await keeper.write(indexVersion, questions);
  return questions;
}

/** Keeps suggestions in a file of the index folder; one that is damaged counts as missing. */
export function suggestionsInFolder(directory: string): SuggestionKeeper {
  const path = join(directory, SUGGESTIONS_FILE);
  return {
    async read(indexVersion) {
      const known = await readSuggestions(path);
      return known?.indexVersion === indexVersion ? known.questions : undefined;
    },
    write: (indexVersion, questions) => writeSuggestions(path, { indexVersion, questions: [...questions] }),
  };
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
