/** One noun a line: its singular, then plurals that no ending shows, and spellings that folding leaves apart. */
const NOUNS = `
قمة قمم
رئيس رؤساء
وزير وزراء
دولة دول
`;

/** Each broken plural with its singular, both in their usual spelling. */
export const BROKEN_PLURALS: ReadonlyMap<string, string> = new Map(
  NOUNS.trim()
    .split('\n')
    .flatMap((line) => {
      const [singular = '', ...plurals] = line.split(' ');
      return plurals.map((plural) => [plural, singular] as const);
    }),
);
