import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import hnswlib from 'hnswlib-node';
import MiniSearch from 'minisearch';
import { contentWords } from '../src/arabic/content-words.ts';
import { stem } from '../src/arabic/stem.ts';
import { splitWords } from '../src/arabic/words.ts';
import type { Article } from '../src/corpus/article.ts';
import { splitPassages } from '../src/corpus/split-passages.ts';
import type { Embedder } from '../src/embedding/embedder.ts';
import { buildBm25 } from '../src/indexing/bm25.ts';
import type { VectorSearch } from '../src/indexing/passage-index.ts';
import { passageTerms } from '../src/indexing/passage-terms.ts';
import { createTopHits } from '../src/indexing/top-hits.ts';
import { quantile, type Row } from './row.ts';

export interface MeasureOthersOptions {
  readonly articles: readonly Article[];
  readonly questions: readonly string[];
  readonly embedder: Embedder;
  /** The passages' vectors as the model gives them. */
  readonly vectors: readonly Float32Array[];
  /** The index's own search by vector. */
  readonly search: VectorSearch;
  readonly buildMs: number;
  readonly questionMs: number;
  readonly embedMs: number;
  readonly othersUpTo: number;
}

/** Queries that each search answers; exact search of a million vectors takes most of a second each. */
const QUERIES = 100;
/** Passages found. */
const WANTED = 10;
/** As an index's own graph is built. */
const LINKS = 32;
const BUILD_BREADTH = 200;
/** As hnswlib's own examples search. */
const USUAL_BREADTH = 128;

type VectorQuery = (query: Float32Array) => readonly number[];

/** What other libraries take for the same passages and questions, and how much of an exact search each finds. */
export async function measureOthers(options: MeasureOthersOptions): Promise<Row[]> {
  const { questions, embedder, vectors, search } = options;
  const asked = questions.slice(0, QUERIES);
  const queries = await embedder.embed(asked, 'query');
  const exact = queries.map((query) => new Set(exactSearch(vectors, query)));
  const own = timedSearch(queries, exact, (query) =>
    search.nearest(query, WANTED).map(({ passage }) => passage),
  );
  const rows: Row[] = [
    { what: 'vectors: our search', figure: `${own.milliseconds.toFixed(2)} ms` },
    { what: `vectors: our recall@${WANTED} of exact search`, figure: own.recall.toFixed(3) },
  ];
  if (vectors.length > options.othersUpTo) return rows;
  return [
    ...rows,
    ...measureHnswlib(options, queries, exact),
    ...(await measureTermLibraries(options, asked)),
  ];
}

function measureHnswlib(
  { vectors, buildMs, questionMs, embedMs, embedder }: MeasureOthersOptions,
  queries: readonly Float32Array[],
  exact: readonly ReadonlySet<number>[],
): Row[] {
  const graph = new hnswlib.HierarchicalNSW('cosine', embedder.dimension);
  graph.initIndex(vectors.length, LINKS, BUILD_BREADTH);
  const startedAt = performance.now();
  for (const [label, vector] of vectors.entries()) graph.addPoint(Array.from(vector), label);
  const theirBuildMs = performance.now() - startedAt;
  graph.setEf(USUAL_BREADTH);
  const wanted = Math.min(WANTED, vectors.length);
  const { milliseconds, recall } = timedSearch(
    queries,
    exact,
    (query) => graph.searchKnn(Array.from(query), wanted).neighbors,
  );
  return [
    {
      what: `vectors: raw hnswlib (M ${LINKS}, ef ${USUAL_BREADTH})`,
      figure: `${milliseconds.toFixed(2)} ms`,
    },
    { what: `vectors: its recall@${WANTED}`, figure: recall.toFixed(3) },
    { what: 'our whole build against its building the graph', figure: times(buildMs / theirBuildMs) },
    {
      what: 'our question, p50, against one embedding and one search of its',
      figure: times(questionMs / (embedMs + milliseconds)),
    },
  ];
}

async function measureTermLibraries(
  { articles }: MeasureOthersOptions,
  questions: readonly string[],
): Promise<Row[]> {
  const documents = articles.flatMap(splitPassages).map(({ text }) => passageTerms(text));
  const queries = questions.map((question) =>
    contentWords(splitWords(question)).map(({ folded }) => stem(folded)),
  );
  const bm25 = buildBm25(documents);
  const ours = await timed(queries, (query) => bm25.search(query, WANTED));
  const rows: Row[] = [{ what: 'terms: our BM25', figure: `${ours.toFixed(3)} ms` }];

  const miniSearch = new MiniSearch<{ id: number; stems: string }>({
    fields: ['stems'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  miniSearch.addAll(documents.map((stems, id) => ({ id, stems: stems.join(' ') })));
  const mini = await timed(queries, (query) => miniSearch.search(query.join(' ')).slice(0, WANTED));
  rows.push({ what: 'terms: MiniSearch, against it', figure: times(mini / ours) });

  const orama = create({
    schema: { stems: 'string' } as const,
    components: {
      tokenizer: {
        language: 'arabic',
        normalizationCache: new Map(),
        tokenize: (text: string) => text.split(' '),
      },
    },
  });
  await insertMultiple(
    orama,
    documents.map((stems) => ({ stems: stems.join(' ') })),
    1000,
  );
  const theirs = await timed(queries, (query) =>
    searchOrama(orama, { term: query.join(' '), limit: WANTED, tolerance: 0 }),
  );
  rows.push({ what: 'terms: Orama, against it', figure: times(theirs / ours) });
  return rows;
}

/** Median milliseconds of a query, after a first round that does not count. */
async function timed<Query>(queries: readonly Query[], work: (query: Query) => unknown): Promise<number> {
  for (const query of queries) await work(query);
  const taken: number[] = [];
  for (const query of queries) {
    const startedAt = performance.now();
    await work(query);
    taken.push(performance.now() - startedAt);
  }
  return quantile(taken, 0.5);
}

/** Median milliseconds, and the share of the exact hits that are found. */
function timedSearch(
  queries: readonly Float32Array[],
  exact: readonly ReadonlySet<number>[],
  search: VectorQuery,
): { readonly milliseconds: number; readonly recall: number } {
  for (const query of queries) search(query);
  const taken: number[] = [];
  let found = 0;
  let wanted = 0;
  for (const [number, query] of queries.entries()) {
    const startedAt = performance.now();
    const hits = search(query);
    taken.push(performance.now() - startedAt);
    const expected = exact[number] ?? new Set();
    found += hits.filter((hit) => expected.has(hit)).length;
    wanted += expected.size;
  }
  return { milliseconds: quantile(taken, 0.5), recall: found / wanted };
}

function exactSearch(vectors: readonly Float32Array[], query: Float32Array): number[] {
  const top = createTopHits(WANTED);
  for (const [passage, vector] of vectors.entries()) {
    let score = 0;
    for (let axis = 0; axis < query.length; axis++)
      score += (vector[axis] as number) * (query[axis] as number);
    top.offer(passage, score);
  }
  return top.take().map(({ passage }) => passage);
}

function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 0)} times`;
}
