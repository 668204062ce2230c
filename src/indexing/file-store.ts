import { createParagraphSearch } from './paragraph-search.ts';
import type { PassageIndex } from './passage-index.ts';
import { findRange, type PassageRange } from './passage-range.ts';
import type { PassageStore, StoredArticle } from './passage-store.ts';

/** The files of an index, opened, as a store: all of it lies in memory. */
export function createFileStore(index: PassageIndex): PassageStore {
  const { passages, terms, vectors, outlines, manifest } = index;
  const searchParagraphs = createParagraphSearch(index);
  return {
    description: manifest,
    articles: placeArticles(index),
    readArticle: async (id) => index.articles.get(id),
    terms,
    searchTerms: async (query, { count, within }) => terms.searchWeighted(query, count, acceptsIn(within)),
    searchParagraphs: async (query, { count, within }) => searchParagraphs(query, count, acceptsIn(within)),
    nearest: async (vector, { count, within }) => vectors.nearest(vector, count, within),
    neighboursOf: (position) =>
      [position - 1, position + 1].filter(
        (other) => passages[other] !== undefined && passages[other].article === passages[position]?.article,
      ),
    read: async (positions) => ({
      passageAt: (place) => passages[place],
      outlines,
      similaritiesTo: (vector) => (place) => dotProduct(vector, vectors.vectorOf(place)),
      places: positions,
    }),
    close: async () => undefined,
  };
}

function dotProduct(first: Float32Array, second: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < first.length; at++) sum += (first[at] as number) * (second[at] as number);
  return sum;
}

function acceptsIn(ranges: readonly PassageRange[] | undefined) {
  return ranges && ((position: number) => findRange(ranges, position) >= 0);
}

/** An article without a passage has its place too, and nothing in it. */
function placeArticles({ articles, passages }: Pick<PassageIndex, 'articles' | 'passages'>) {
  const counts = new Map<string, number>();
  for (const { article } of passages) counts.set(article, (counts.get(article) ?? 0) + 1);
  let end = 0;
  return new Map(
    [...articles].map(([id, { body: _, ...summary }]): [string, StoredArticle] => {
      const first = end;
      end += counts.get(id) ?? 0;
      return [id, { ...summary, first, end }];
    }),
  );
}
