import type { Bm25 } from './bm25.ts';
import type { Manifest } from './manifest.ts';
import type { Outlines } from './outlines.ts';
import type { PassageRange } from './passage-range.ts';
import type { StoredWordVectors } from './passage-store.ts';
import type { StoredTexts } from './passage-table.ts';

/** A passage found by one of the two searches; `passage` is its position in `PassageIndex.passages`. */
export interface Hit {
  readonly passage: number;
  /** BM25 score, or cosine similarity in [-1, 1]; higher is better. */
  readonly score: number;
}

/** Nearest-neighbour search over the passages' vectors. */
export interface VectorSearch {
  readonly dimension: number;
  /**
   * The `count` nearest passages by cosine similarity, best first; fewer when the index, or `within` where it is given,
   * holds fewer.
   */
  nearest(query: Float32Array, count: number, within?: readonly PassageRange[]): Hit[];
  /** The cosine similarity of a unit vector with single passages. */
  similaritiesTo(vector: Float32Array): (passage: number) => number;
}

/** Term search over the passages' stems. */
export interface TermSearch {
  /** The `count` best passages by BM25, best first; passages that share no term with the query are left out. */
  search(terms: readonly string[], count: number): Hit[];
  /** In how many passages the term occurs. */
  documentFrequency(term: string): number;
}

/** An opened index: immutable, held in memory, safe to share between questions. A passage is known by its position. */
export interface PassageIndex extends StoredTexts {
  readonly manifest: Manifest;
  readonly vectors: VectorSearch;
  readonly terms: Bm25;
  /** What is known of each passage's words. */
  readonly outlines: Outlines;
  readonly wordVectors: StoredWordVectors;
}
