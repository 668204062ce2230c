import { LexiconTableError } from './lexicon-table-error.ts';

/** The source tables, by file name without the ending. */
export const TABLE_NAMES = [
  'paraphrase',
  'kinds',
  'phrases',
  'places',
  'organisations',
  'leaders',
  'calendar',
  'dialect',
  'answer_cues',
] as const;

/** The texts of the source tables, tab-separated. */
export type LexiconTables = Readonly<Record<(typeof TABLE_NAMES)[number], string>>;

/** One row of a table. */
export interface Row {
  readonly cells: readonly string[];
  readonly fail: (problem: string) => LexiconTableError;
}

/** The rows of a table; lines that are empty or begin with # are not. */
export function rowsOf(tables: LexiconTables, table: keyof LexiconTables): Row[] {
  return tables[table].split(/\r?\n/u).flatMap((line, at) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    return [{ cells: line.split('\t'), fail: (problem) => new LexiconTableError(table, at + 1, problem) }];
  });
}

/** The words of a cell, which spaces divide. */
export function wordsIn(cell: string | undefined): string[] {
  return (cell ?? '').split(' ').filter((word) => word !== '');
}

/** A weight from 0 to 1, in hundredths. */
export function hundredths(cell: string | undefined, fail: Row['fail']): number {
  const weight = Number(cell);
  if (!(weight > 0 && weight <= 1)) throw fail(`"${cell}" is no weight: write a number above 0 and up to 1`);
  return Math.round(weight * 100);
}
