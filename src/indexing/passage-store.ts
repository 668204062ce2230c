import type { Article, ArticleSummary } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import type { WeightedTerm } from './bm25.ts';
import type { Manifest } from './manifest.ts';
import type { Outlines } from './outlines.ts';
import type { Hit } from './passage-index.ts';
import type { PassageRange } from './passage-range.ts';

/** An article of a store: what it says of itself, and where its passages stand. */
export interface StoredArticle extends ArticleSummary, PassageRange {}

/** What is known of the words of all passages. */
export interface CorpusTerms {
  /** How many passages there are. */
  readonly documents: number;
  /** In how many of them a stem occurs. */
  documentFrequency(term: string): number;
}

/** Which index a store answers from, and what it was made from. */
export type IndexDescription = Pick<Manifest, 'version' | 'builtAt' | 'model' | 'corpus' | 'analysis'>;

/** A search in a store. */
export interface SearchOptions {
  /** Hits at most. */
  readonly count: number;
  /** Only passages in these ranges, sorted and not overlapping; all where left out. */
  readonly within?: readonly PassageRange[] | undefined;
}

/** Unit vectors of words, embedded when the index was built. */
export interface StoredWordVectors {
  /** Writes the vector of the word at a place of `outlines.texts` into `target`; says whether there is one. */
  copy(place: number, target: Float32Array): boolean;
}

/**
 * Some passages with those around them, known by their places here: in reading order, and those of one article side by
 * side as they are in it. A place where passages in between are left out is empty.
 */
export interface PassageWindow {
  /** `undefined` where the place is empty. */
  passageAt(place: number): Passage | undefined;
  readonly outlines: Outlines;
  /** The cosine similarity of passages with a unit vector. */
  similaritiesTo(vector: Float32Array): (place: number) => number;
  /** Of the words in the outlines, where the store keeps them. */
  readonly wordVectors?: StoredWordVectors;
  /** The places of the passages that were asked for, in the order asked. */
  readonly places: readonly number[];
}

/**
 * What answers are found in, wherever it is kept: one version of an index, which never changes while it is open. A passage
 * is known by its position in reading order, article after article, from 0.
 */
export interface PassageStore {
  readonly description: IndexDescription;
  /** By id, in reading order. */
  readonly articles: ReadonlyMap<string, StoredArticle>;
  /** An article with its text; `undefined` where there is none of that id. */
  readArticle(id: string): Promise<Article | undefined>;
  readonly terms: CorpusTerms;
  /** The best passages by BM25 with weights in the place of rarities, best first. */
  searchTerms(terms: readonly WeightedTerm[], options: SearchOptions): Promise<Hit[]>;
  /** The passages of the best paragraphs by BM25 over whole paragraphs, the best paragraph first. */
  searchParagraphs(terms: readonly WeightedTerm[], options: SearchOptions): Promise<PassageRange[]>;
  /** The passages nearest to a unit vector by cosine similarity, best first. */
  nearest(vector: Float32Array, options: SearchOptions): Promise<Hit[]>;
  /** The positions right beside a passage, in its article. */
  neighboursOf(position: number): number[];
  /** Looks at passages, with so many each way of them in their articles. */
  read(positions: readonly number[], options: { readonly reach: number }): Promise<PassageWindow>;
  close(): Promise<void>;
}
