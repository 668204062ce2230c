import type { SuggestionKeeper } from '../suggestions.ts';
import type { Database } from './database.ts';

/** Keeps suggestions beside the version they belong to. */
export function suggestionsInDatabase(database: Database): SuggestionKeeper {
  return {
    async read(indexVersion) {
      const [row] = await database.read<{ suggestions: string[] | null }>(
        'SELECT suggestions FROM isnad.versions WHERE version = $1',
        [indexVersion],
      );
      return row?.suggestions ?? undefined;
    },
    async write(indexVersion, questions) {
      await database
        .write(
          'UPDATE isnad.versions SET suggestions = $2 WHERE version = $1',
          [indexVersion, JSON.stringify(questions)],
          { patience: 0 },
        )
        .catch(() => undefined);
    },
  };
}
