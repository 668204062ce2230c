/** A row of a lexicon source table that does not have its table's format. */
export class LexiconTableError extends Error {
  constructor(table: string, line: number, problem: string) {
    super(`lexicon/${table}.tsv, line ${line}: ${problem}. The formats are in lexicon/README.md.`);
    this.name = 'LexiconTableError';
  }
}
