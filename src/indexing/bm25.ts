import { groupPostings } from './group-postings.ts';
import type { Hit, TermSearch } from './passage-index.ts';
import type { Postings } from './postings.ts';
import { collectPostings } from './postings.ts';
import { decodePostings, encodePostings } from './postings-codec.ts';
import { createPostingsSearch } from './postings-search.ts';

/** A query term and how much it counts; `rarity` of the term for plain BM25. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** BM25 over documents of terms; a document is known by its position in the list it was built from. */
export interface Bm25 extends TermSearch {
  readonly documents: number;
  /**
   * As `search`, with weights in the place of rarities. Of terms given twice, both count.
   *
   * @param accepts which documents may be found; all where left out
   */
  searchWeighted(
    terms: readonly WeightedTerm[],
    count: number,
    accepts?: (document: number) => boolean,
  ): Hit[];
  /** How rare a term is: `ln(1 + (N − n + ½) / (n + ½))`, with `n` of `N` documents holding it. */
  rarity(term: string): number;
  /**
   * The same over larger documents, such as the paragraphs that passages are parts of.
   *
   * @param groupOf for each document the number of the one it becomes a part of, from 0 and never falling
   */
  grouped(groupOf: Uint32Array): Bm25;
  /** The postings as bytes, for `readBm25`. */
  serialise(): Uint8Array;
}

export interface Bm25Options {
  /** How soon repeats of a term stop counting. */
  readonly saturation?: number;
  /** How much long documents are held back, in [0, 1]. */
  readonly lengthPenalty?: number;
}

/**
 * Builds a BM25 index in memory.
 *
 * Score of a document for a term: `rarity · f · (k + 1) / (f + k · (1 − b + b · length / mean length))`, with
 * `k` the saturation and `b` the length penalty (Robertson & Zaragoza, "The Probabilistic Relevance Framework:
 * BM25 and Beyond", 2009, eq. 3.15; the rarity with 1 added inside the logarithm, as in Lucene, is never negative).
 */
export function buildBm25(documents: Iterable<readonly string[]>, options: Bm25Options = {}): Bm25 {
  return createBm25(collectPostings(documents), options);
}

/**
 * Opens what `serialise` wrote.
 *
 * @throws {DamagedTermsError} when the bytes are not a consistent index.
 */
export function readBm25(bytes: Uint8Array, options: Bm25Options = {}): Bm25 {
  return createBm25(decodePostings(bytes), options);
}

function createBm25(postings: Postings, options: Bm25Options): Bm25 {
  const { terms, offsets, lengths } = postings;
  const numberOf = new Map(terms.map((term, number) => [term, number]));
  const search = createPostingsSearch(postings, postingImpacts(postings, options));

  const documentFrequency = (term: string): number => {
    const number = numberOf.get(term);
    return number === undefined ? 0 : (offsets[number + 1] ?? 0) - (offsets[number] ?? 0);
  };

  const rarity = (term: string): number => {
    const holding = documentFrequency(term);
    return Math.log(1 + (lengths.length - holding + 0.5) / (holding + 0.5));
  };

  const searchWeighted: Bm25['searchWeighted'] = (query, count, accepts) => {
    const weights = new Map<number, number>();
    for (const { term, weight } of query) {
      const number = numberOf.get(term);
      if (number !== undefined && weight > 0) weights.set(number, (weights.get(number) ?? 0) + weight);
    }
    return search(weights, count, accepts);
  };

  return {
    documents: lengths.length,
    documentFrequency,
    rarity,
    searchWeighted,
    search: (query, count) =>
      searchWeighted(
        [...new Set(query)].map((term) => ({ term, weight: rarity(term) })),
        count,
      ),
    grouped: (groupOf) => createBm25(groupPostings(postings, groupOf), options),
    serialise: () => encodePostings(postings),
  };
}

/** The part of the score that does not depend on the query, once for every posting. */
export function postingImpacts(
  postings: Postings,
  { saturation = 1.2, lengthPenalty = 0.75 }: Bm25Options = {},
): Float32Array {
  const { documents, frequencies, lengths } = postings;
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;
  const impacts = new Float32Array(documents.length);
  for (let at = 0; at < documents.length; at++) {
    const frequency = frequencies[at] ?? 0;
    const length = (lengths[documents[at] ?? 0] ?? 0) / meanLength;
    const norm = saturation * (1 - lengthPenalty + lengthPenalty * length);
    impacts[at] = (frequency * (saturation + 1)) / (frequency + norm);
  }
  return impacts;
}
