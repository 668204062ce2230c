import { createParagraphSearch } from './paragraph-search.ts';
import type { PassageIndex } from './passage-index.ts';
import { findRange, type PassageRange } from './passage-range.ts';
import type { PassageStore } from './passage-store.ts';

/** The files of an index, opened, as a store: all of it lies in memory. */
export function createFileStore(index: PassageIndex): PassageStore {
  const { articles, passages, terms, vectors, outlines, wordVectors, manifest } = index;
  const searchParagraphs = createParagraphSearch(index);
  return {
    description: manifest,
    articles,
    readArticle: async (id) => index.readArticle(id),
    terms,
    searchTerms: async (query, { count, within }) => terms.searchWeighted(query, count, acceptsIn(within)),
    searchParagraphs: async (query, { count, within }) => searchParagraphs(query, count, acceptsIn(within)),
    nearest: async (vector, { count, within }) => vectors.nearest(vector, count, within),
    neighboursOf: (position) =>
      [position - 1, position + 1].filter(
        (other) =>
          other >= 0 &&
          other < passages.length &&
          passages.articleNumberOf(other) === passages.articleNumberOf(position),
      ),
    read: async (positions) => ({
      passageAt: passages.at,
      outlines,
      similaritiesTo: vectors.similaritiesTo,
      wordVectors,
      places: positions,
    }),
    close: async () => undefined,
  };
}

function acceptsIn(ranges: readonly PassageRange[] | undefined) {
  return ranges && ((position: number) => findRange(ranges, position) >= 0);
}
