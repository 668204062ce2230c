import type { Reader } from './load-reader.ts';
import type { Reading } from './reading.ts';

/** The same for every passage: says nothing. */
const UNREAD: Reading = { here: 0, best: 0, logChance: () => 0, logBegins: () => 0, logEnds: () => 0 };

/** Stands in for a reader where none is wanted. The ranker has weights of its own for it. */
export const withoutReader: Reader = {
  read: async (inputs) => inputs.map(() => UNREAD),
  close: async () => {},
};
