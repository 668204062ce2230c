import type { VectorSearch } from './passage-index.ts';
import { countPassages, findRange } from './passage-range.ts';
import type { QuantisedVectors } from './quantised-vectors.ts';
import { assertVector, assertWanted, type VectorGraph } from './vector-graph.ts';
import { createVectorScan } from './vector-scan.ts';

/**
 * From so many passages on an index has a graph. Up to there looking at every vector takes no longer than a search of the
 * graph that finds as much, and neither building nor keeping one costs anything.
 */
export const GRAPH_FROM = 200_000;

/** A search of the graph that may keep less than this share of what it meets takes longer than comparing that share. */
const LEAST_SHARE = 0.2;

export interface VectorSearchOptions {
  readonly vectors: QuantisedVectors;
  /** Left out where there are too few vectors for one. */
  readonly graph?: VectorGraph | undefined;
}

/** Searches by the graph where there is one, else, and in small parts of the corpus, by looking at every vector. */
export function createVectorSearch({ vectors, graph }: VectorSearchOptions): VectorSearch {
  const { dimension, scales } = vectors;
  const scan = createVectorScan(vectors);
  const everything = [{ first: 0, end: scales.length }];
  return {
    dimension,
    nearest(query, wanted, within) {
      assertVector(query, dimension);
      assertWanted(wanted);
      if (wanted < 1) return [];
      if (graph === undefined) return scan.nearest(query, wanted, within ?? everything);
      if (within === undefined) return graph.nearest(query, wanted);
      if (countPassages(within) < LEAST_SHARE * scales.length) return scan.nearest(query, wanted, within);
      return graph.nearest(query, wanted, (passage) => findRange(within, passage) >= 0);
    },
    similaritiesTo(vector) {
      assertVector(vector, dimension);
      const similarityTo = scan.similaritiesTo(vector);
      return (passage) => {
        if (!Number.isInteger(passage) || passage < 0 || passage >= scales.length) {
          throw new RangeError(`There is no passage ${passage}: the index holds ${scales.length}.`);
        }
        return similarityTo(passage);
      };
    },
  };
}
