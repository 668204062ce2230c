import type { Lexicon } from '../../src/arabic/lexicon.ts';
import type { Article } from '../../src/corpus/article.ts';
import type { Passage } from '../../src/corpus/passage.ts';
import { splitPassages } from '../../src/corpus/split-passages.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { type Bm25, buildBm25 } from '../../src/indexing/bm25.ts';
import { collectOutlines } from '../../src/indexing/outlines.ts';
import { createParagraphSearch } from '../../src/indexing/paragraph-search.ts';
import { passageTerms } from '../../src/indexing/passage-terms.ts';
import { createTopHits } from '../../src/indexing/top-hits.ts';
import type { CorpusView } from '../../src/retrieval/corpus-view.ts';
import { analysePassage } from '../../src/retrieval/passage-analysis.ts';
import type { CandidateSearch } from '../../src/retrieval/select-candidates.ts';
import type { WordVectors } from '../../src/retrieval/word-vectors.ts';

/** A corpus analysed, embedded and searchable in memory. */
export interface PreparedCorpus {
  readonly passages: readonly Passage[];
  readonly view: CorpusView;
  readonly search: CandidateSearch;
}

export interface PrepareOptions {
  readonly embedder: Embedder;
  readonly lexicon: Lexicon;
  readonly wordVectors: WordVectors;
}

/** Analyses and embeds all passages of some articles. */
export async function prepareCorpus(
  articles: readonly Article[],
  { embedder, lexicon, wordVectors }: PrepareOptions,
): Promise<PreparedCorpus> {
  const passages = articles.flatMap(splitPassages);
  const analyses = passages.map(({ text }) => analysePassage(text, lexicon));
  const vectors = await embedder.embed(
    passages.map(({ text }) => text),
    'passage',
  );
  await wordVectors.prepare(analyses.flatMap(({ words }) => words.map(({ folded }) => folded)));
  const terms: Bm25 = buildBm25(passages.map(({ text }) => passageTerms(text)));
  const at = <T>(list: readonly T[], position: number): T => {
    const value = list[position];
    if (value === undefined) throw new RangeError(`There is no passage ${position}.`);
    return value;
  };
  const searchParagraphs = createParagraphSearch({ passages, terms });
  return {
    passages,
    view: {
      passageAt: (position) => passages[position],
      terms,
      outlines: collectOutlines(analyses),
      analysisOf: (position) => at(analyses, position),
      similaritiesTo: (vector) => (position) => dotProduct(vector, at(vectors, position)),
    },
    search: {
      terms,
      searchParagraphs: async (query, { count }) => searchParagraphs(query, count),
      searchTerms: async (query, { count }) => terms.searchWeighted(query, count),
      neighboursOf: (position) =>
        [position - 1, position + 1].filter(
          (other) => passages[other] !== undefined && passages[other].article === passages[position]?.article,
        ),
      async nearest(vector, { count }) {
        const top = createTopHits(count);
        for (const [position, other] of vectors.entries()) {
          top.offer(position, dotProduct(vector, other));
        }
        return top.take();
      },
    },
  };
}

/** The same corpus without some passages: they are not found, and nobody's neighbours; their articles are `hidden …`. */
export function withoutPassages(
  { passages, view, search }: PreparedCorpus,
  hidden: ReadonlySet<number>,
): PreparedCorpus {
  const shownPassages = passages.map((passage, position) =>
    hidden.has(position) ? { ...passage, article: `hidden ${position}` } : passage,
  );
  const shown = <T extends { passage: number }>(hits: readonly T[]) =>
    hits.filter(({ passage }) => !hidden.has(passage));
  return {
    passages: shownPassages,
    view: { ...view, passageAt: (position) => shownPassages[position] },
    search: {
      ...search,
      searchTerms: async (query, { count }) =>
        shown(await search.searchTerms(query, { count: count + hidden.size })).slice(0, count),
      nearest: async (vector, { count }) =>
        shown(await search.nearest(vector, { count: count + hidden.size })).slice(0, count),
    },
  };
}

export function dotProduct(first: Float32Array, second: Float32Array): number {
  return first.reduce((sum, value, index) => sum + value * (second[index] ?? 0), 0);
}
