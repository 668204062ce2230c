/**
 * An inverted index in flat arrays: the postings of term `t` lie at `[offsets[t], offsets[t + 1])` of `documents`
 * and `frequencies`, documents ascending.
 */
export interface Postings {
  /** Distinct, in the order they were first met. */
  readonly terms: readonly string[];
  /** One more than there are terms; the last is the number of postings. */
  readonly offsets: Uint32Array;
  readonly documents: Uint32Array;
  readonly frequencies: Uint16Array;
  /** How many terms each document holds, repeats included. */
  readonly lengths: Uint32Array;
}

const MOST_REPEATS = 0xffff;

/** Turns documents of terms into postings. The documents are looked at one by one: they may be made as they are needed. */
export function collectPostings(documents: Iterable<readonly string[]>): Postings {
  const numberOf = new Map<string, number>();
  const lists: number[][] = [];
  const lengths: number[] = [];
  let document = -1;
  for (const terms of documents) {
    document += 1;
    lengths.push(terms.length);
    for (const term of terms) {
      const list = listOf(term, numberOf, lists);
      if (list.at(-2) === document) list[list.length - 1] = Math.min(MOST_REPEATS, (list.at(-1) ?? 0) + 1);
      else list.push(document, 1);
    }
  }
  return { terms: [...numberOf.keys()], lengths: Uint32Array.from(lengths), ...flatten(lists) };
}

function listOf(term: string, numberOf: Map<string, number>, lists: number[][]): number[] {
  const number = numberOf.get(term);
  const known = number === undefined ? undefined : lists[number];
  if (known !== undefined) return known;
  const list: number[] = [];
  numberOf.set(term, lists.push(list) - 1);
  return list;
}

/** Lists of alternating document and frequency, laid one behind the other. */
function flatten(
  lists: readonly (readonly number[])[],
): Pick<Postings, 'offsets' | 'documents' | 'frequencies'> {
  const offsets = new Uint32Array(lists.length + 1);
  for (const [term, list] of lists.entries()) offsets[term + 1] = (offsets[term] ?? 0) + list.length / 2;
  const total = offsets[lists.length] ?? 0;
  const documents = new Uint32Array(total);
  const frequencies = new Uint16Array(total);
  let at = 0;
  for (const list of lists) {
    for (let pair = 0; pair < list.length; pair += 2, at++) {
      documents[at] = list[pair] ?? 0;
      frequencies[at] = list[pair + 1] ?? 0;
    }
  }
  return { offsets, documents, frequencies };
}
