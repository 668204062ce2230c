import MiniSearch from 'minisearch';
import { splitPassages } from '../src/corpus/split-passages.ts';
import { buildBm25 } from '../src/indexing/bm25.ts';
import { passageTerms } from '../src/indexing/passage-terms.ts';
import { makeUpArticles } from './made-up-articles.ts';
import type { Row } from './row.ts';

const SENTENCES = 20_000;
const QUERIES = 2000;
const QUERY_TERMS = 5;
const WANTED = 40;

/** Our BM25 beside MiniSearch: the same sentences, the same stems, the same queries, in one run. */
export async function measureTermSearch(): Promise<Row[]> {
  const texts = (await makeUpArticles(SENTENCES)).flatMap(splitPassages).map(({ text }) => text);
  const documents = texts.map(passageTerms);
  const queries = Array.from({ length: QUERIES }, (_, number) => queryFrom(documents, number));
  const bm25 = buildBm25(documents);
  const miniSearch = new MiniSearch<{ id: number; stems: string }>({
    fields: ['stems'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  miniSearch.addAll(documents.map((stems, id) => ({ id, stems: stems.join(' ') })));
  const ours = timed(() => {
    for (const query of queries) bm25.search(query, WANTED);
  });
  const theirs = timed(() => {
    for (const query of queries) miniSearch.search(query.join(' ')).slice(0, WANTED);
  });
  const title = `of ${QUERY_TERMS} terms, ${SENTENCES} made-up sentences`;
  return [
    { what: `a search ${title}, our BM25`, figure: `${(ours / QUERIES).toFixed(3)} ms` },
    { what: `a search ${title}, MiniSearch`, figure: `${(theirs / QUERIES).toFixed(3)} ms` },
    { what: 'MiniSearch against our BM25', figure: `${(theirs / ours).toFixed(1)} times as long` },
  ];
}

/** Some stems of one sentence, as a question on it would hold. */
function queryFrom(documents: readonly (readonly string[])[], number: number): string[] {
  const document = documents[(number * 7919) % documents.length] ?? [];
  return document.slice(0, QUERY_TERMS);
}

/** Milliseconds that some work takes, after a first round of it that does not count. */
function timed(work: () => void): number {
  work();
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
