import { randomUUID } from 'node:crypto';
import type { Article } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import { splitPassages } from '../corpus/split-passages.ts';
import { postingImpacts } from '../indexing/bm25.ts';
import type { BuildIndexOptions } from '../indexing/build-index.ts';
import { analysisFingerprint, corpusFingerprint } from '../indexing/fingerprints.ts';
import { groupPostings } from '../indexing/group-postings.ts';
import { IndexError } from '../indexing/index-error.ts';
import { collectOutlines } from '../indexing/outlines.ts';
import { groupParagraphs } from '../indexing/paragraph-search.ts';
import type { PassageAnalyser, PassageOutline } from '../indexing/passage-analyser.ts';
import type { PassageRange } from '../indexing/passage-range.ts';
import type { IndexDescription } from '../indexing/passage-store.ts';
import { passageTerms } from '../indexing/passage-terms.ts';
import { collectPostings, type Postings } from '../indexing/postings.ts';
import type { Session } from './database.ts';
import { encodePassageOutline, encodeVocabulary } from './outline-bytes.ts';
import { publishVersion, reserveVersion, type StoredVersion } from './stored-versions.ts';
import { sparseVectorText, vectorText } from './vector-text.ts';
import { createIndexes, createTables, tablesOf, type VersionTables } from './version-tables.ts';

export interface WriteVersionOptions
  extends Pick<BuildIndexOptions, 'articles' | 'embedder' | 'analyser' | 'onProgress' | 'now'> {
  /** A transaction on the primary. */
  readonly session: Session;
}

/** Rows that are sent at once. */
const BATCH_SIZE = 128;

/**
 * Writes a version of the index and makes it the current one, all within the caller's transaction: others see nothing of
 * it, or all.
 *
 * @throws {IndexError} `unwritable` where an article can't be kept in PostgreSQL.
 */
export async function writeVersion({
  session,
  articles,
  embedder,
  analyser,
  onProgress,
  now = () => new Date(),
}: WriteVersionOptions): Promise<StoredVersion> {
  assertStorable(articles);
  const split = articles.map(splitPassages);
  const passages = split.flat();
  const { dimension } = embedder;
  const description: IndexDescription = {
    version: randomUUID(),
    builtAt: now().toISOString(),
    model: { name: embedder.model, fingerprint: embedder.fingerprint, dimension },
    corpus: { sha256: corpusFingerprint(articles), articles: articles.length, passages: passages.length },
    analysis: analysisFingerprint(articles, analyser),
  };
  const id = await reserveVersion(session, description);
  const tables = tablesOf(id);
  await createTables(session, tables, dimension);
  await writeArticles(session, tables, articles, split);
  await writeStems(session, tables, passages);
  const outlines = collectOutlines(eachOutline(passages, analyser));
  await session.query(`INSERT INTO ${tables.vocabulary} VALUES ($1)`, [
    Buffer.from(encodeVocabulary(outlines)),
  ]);
  for (let from = 0; from < passages.length; from += BATCH_SIZE) {
    const batch = passages.slice(from, from + BATCH_SIZE);
    const vectors = await embedder.embed(
      batch.map(({ text }) => text),
      'passage',
    );
    await insert(session, tables.passages, PASSAGE_COLUMNS, batch, (passage, at) => ({
      position: from + at,
      ...passage,
      outline: `\\x${encodePassageOutline(outlines, from + at).toString('hex')}`,
    }));
    await insert(session, tables.vectors, 'position integer, vector vector', vectors, (vector, at) => ({
      position: from + at,
      vector: vectorText(vector),
    }));
    onProgress?.('passages', from + batch.length, passages.length);
  }
  await createIndexes(session, tables, { dimension, count: passages.length });
  await publishVersion(session, id);
  return { id, description };
}

function* eachOutline(passages: readonly Passage[], analyser: PassageAnalyser): Generator<PassageOutline> {
  for (const { text } of passages) yield analyser.analyse(text);
}

const ARTICLE_COLUMNS =
  'number integer, id text, title text, publisher text, published text, url text, language text, body text, first integer, "end" integer';
const PASSAGE_COLUMNS =
  'position integer, article text, sentence integer, paragraph integer, start integer, "end" integer, text text, outline bytea';
const STEM_COLUMNS = 'first integer, "end" integer, stems integer[], impacts sparsevec';

async function writeArticles(
  session: Session,
  tables: VersionTables,
  articles: readonly Article[],
  split: readonly (readonly Passage[])[],
): Promise<void> {
  let end = 0;
  const rows = articles.map((article, number) => {
    const first = end;
    end += split[number]?.length ?? 0;
    return { ...article, number, first, end };
  });
  await insert(session, tables.articles, ARTICLE_COLUMNS, rows, (row) => row);
}

async function writeStems(
  session: Session,
  tables: VersionTables,
  passages: readonly Passage[],
): Promise<void> {
  const postings = collectPostings(passages.map(({ text }) => passageTerms(text)));
  const { terms, offsets } = postings;
  await insert(
    session,
    tables.terms,
    'number integer, term text, passages integer',
    terms,
    (term, number) => ({
      number,
      term,
      passages: (offsets[number + 1] ?? 0) - (offsets[number] ?? 0),
    }),
  );
  const each = passages.map((_, first) => ({ first, end: first + 1 }));
  await writeImpacts(session, tables.passageStems, postings, each);
  const { groupOf, ranges } = groupParagraphs(passages);
  await writeImpacts(session, tables.paragraphStems, groupPostings(postings, groupOf), ranges);
}

/** What each document holds of which stem, `ranges` being its passages. */
async function writeImpacts(
  session: Session,
  table: string,
  postings: Postings,
  ranges: readonly PassageRange[],
): Promise<void> {
  const { terms, offsets, documents } = postings;
  const impacts = postingImpacts(postings);
  const held = ranges.map((): [term: number, impact: number][] => []);
  for (let term = 0; term < terms.length; term++) {
    for (let at = offsets[term] ?? 0; at < (offsets[term + 1] ?? 0); at++)
      held[documents[at] ?? 0]?.push([term, impacts[at] ?? 0]);
  }
  await insert(session, table, STEM_COLUMNS, ranges, (range, document) => ({
    ...range,
    stems: held[document]?.map(([term]) => term),
    impacts: sparseVectorText(held[document] ?? [], terms.length),
  }));
}

/** Sends rows in batches, each as one JSON value that the server takes apart by the names of the columns. */
async function insert<Item>(
  { query }: Session,
  table: string,
  columns: string,
  items: readonly Item[],
  toRow: (item: Item, at: number) => object,
): Promise<void> {
  for (let from = 0; from < items.length; from += BATCH_SIZE) {
    const rows = items.slice(from, from + BATCH_SIZE).map((item, at) => toRow(item, from + at));
    await query(`INSERT INTO ${table} SELECT * FROM json_to_recordset($1::json) AS item(${columns})`, [
      JSON.stringify(rows),
    ]);
  }
}

/** The character that ends a text in C is the only one that PostgreSQL can't keep. */
function assertStorable(articles: readonly Article[]): void {
  const found = articles.find((article) => Object.values(article).some((value) => value.includes('\0')));
  if (found === undefined) return;
  throw new IndexError(
    'unwritable',
    `${found.id}: the article holds a character of code 0, which PostgreSQL can't keep. Take it out.`,
  );
}
