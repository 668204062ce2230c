import type { Article } from '../corpus/article.ts';
import type { WeightedTerm } from '../indexing/bm25.ts';
import type { Outlines } from '../indexing/outlines.ts';
import { decodeOutlines } from '../indexing/outlines-codec.ts';
import type { Hit } from '../indexing/passage-index.ts';
import { countPassages, findRange, type PassageRange } from '../indexing/passage-range.ts';
import type { CorpusTerms, PassageStore, SearchOptions, StoredArticle } from '../indexing/passage-store.ts';
import type { Database } from './database.ts';
import { createPassageReader } from './passage-reader.ts';
import type { StoredVersion } from './stored-versions.ts';
import { sparseVectorText, vectorText } from './vector-text.ts';
import { tablesOf, type VersionTables } from './version-tables.ts';

/** In a part of so few passages each is compared: a search of the graph that may keep so few takes longer. */
const MOST_COMPARED = 5000;

/** Opens a version of the index in a database. Held in memory are what articles say of themselves, and the vocabulary. */
export async function openPostgresStore(
  database: Database,
  { id, description }: StoredVersion,
): Promise<PassageStore> {
  const tables = tablesOf(id);
  const [articles, known, vocabulary] = await Promise.all([
    readArticles(database, tables),
    readTerms(database, tables),
    readVocabulary(database, tables),
  ]);
  const ranges = [...articles.values()].filter(({ first, end }) => first < end);
  const terms: CorpusTerms = {
    documents: description.corpus.passages,
    documentFrequency: (term) => known.get(term)?.passages ?? 0,
  };

  async function searchStems(
    table: string,
    query: readonly WeightedTerm[],
    { count, within }: SearchOptions,
  ): Promise<(PassageRange & { readonly score: number })[]> {
    const weights = new Map<number, number>();
    for (const { term, weight } of query) {
      const number = known.get(term)?.number;
      if (number !== undefined && weight > 0) weights.set(number, (weights.get(number) ?? 0) + weight);
    }
    if (weights.size === 0 || count < 1) return [];
    const values = [[...weights.keys()], sparseVectorText(weights, known.size), count];
    return database.read(
      `SELECT first, "end", -distance AS score FROM (
         SELECT first, "end", impacts <#> $2::sparsevec AS distance FROM ${table}
         WHERE stems && $1::integer[] ${within ? 'AND first <@ $4::int4multirange' : ''}
       ) AS found ORDER BY distance, first LIMIT $3`,
      within ? [...values, multirange(within)] : values,
    );
  }

  async function nearest(vector: Float32Array, { count, within }: SearchOptions): Promise<Hit[]> {
    if (count < 1) return [];
    const values = [vectorText(vector), count];
    const distance = `vector <#> $1::vector`;
    const found = await (within === undefined
      ? database.read<Hit>(
          `SELECT position AS passage, -(${distance}) AS score FROM ${tables.vectors}
           ORDER BY ${distance} LIMIT $2`,
          values,
        )
      : countPassages(within) <= MOST_COMPARED
        ? database.read<Hit>(
            `SELECT position AS passage, -(${distance}) AS score FROM (
               SELECT position, vector FROM ${tables.vectors}
               JOIN unnest($3::integer[], $4::integer[]) AS range (first, "end")
                 ON position >= range.first AND position < range."end"
               OFFSET 0
             ) AS part ORDER BY ${distance} LIMIT $2`,
            [...values, within.map(({ first }) => first), within.map(({ end }) => end)],
          )
        : database.read<Hit>(
            `SELECT position AS passage, -(${distance}) AS score FROM ${tables.vectors}
             WHERE position <@ $3::int4multirange ORDER BY ${distance} LIMIT $2`,
            [...values, multirange(within)],
          ));
    return found.sort((left, right) => right.score - left.score || left.passage - right.passage);
  }

  return {
    description,
    articles,
    terms,
    readArticle: (article) => readArticle(database, tables, article),
    async searchTerms(query, options) {
      const found = await searchStems(tables.passageStems, query, options);
      return found.map(({ first, score }) => ({ passage: first, score }));
    },
    async searchParagraphs(query, options) {
      const found = await searchStems(tables.paragraphStems, query, options);
      return found.map(({ first, end }) => ({ first, end }));
    },
    nearest,
    neighboursOf(position) {
      const article = ranges[findRange(ranges, position)];
      return article === undefined
        ? []
        : [position - 1, position + 1].filter((other) => article.first <= other && other < article.end);
    },
    read: createPassageReader({ database, tables, articles: ranges, vocabulary }),
    close: async () => undefined,
  };
}

const ARTICLE_COLUMNS = 'id, title, publisher, published, url, language';

interface ArticleRow {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly language: string;
}

async function readArticles(
  database: Database,
  { articles }: VersionTables,
): Promise<Map<string, StoredArticle>> {
  const rows = await database.read<ArticleRow & PassageRange>(
    `SELECT ${ARTICLE_COLUMNS}, first, "end" FROM ${articles} ORDER BY number`,
  );
  return new Map(rows.map(({ first, end, ...row }) => [row.id, { ...summaryOf(row), first, end }]));
}

async function readArticle(
  database: Database,
  { articles }: VersionTables,
  id: string,
): Promise<Article | undefined> {
  const [row] = await database.read<ArticleRow & { readonly body: string }>(
    `SELECT ${ARTICLE_COLUMNS}, body FROM ${articles} WHERE id = $1`,
    [id],
  );
  return row && { ...summaryOf(row), body: row.body };
}

/** What an article does not say is left out. */
function summaryOf({ id, title, publisher, published, url, language }: ArticleRow) {
  return {
    id,
    title,
    ...(publisher !== null && { publisher }),
    ...(published !== null && { published }),
    ...(url !== null && { url }),
    language,
  };
}

interface KnownTerm {
  readonly number: number;
  /** In how many of them it occurs. */
  readonly passages: number;
}

async function readTerms(
  database: Database,
  { terms }: VersionTables,
): Promise<ReadonlyMap<string, KnownTerm>> {
  const rows = await database.read<KnownTerm & { readonly term: string }>(
    `SELECT number, term, passages FROM ${terms}`,
  );
  return new Map(rows.map(({ term, ...known }) => [term, known]));
}

/** @throws {DamagedOutlinesError} where it is not what was written */
async function readVocabulary(database: Database, tables: VersionTables): Promise<Outlines> {
  const [row] = await database.read<{ bytes: Buffer }>(`SELECT bytes FROM ${tables.vocabulary}`);
  return decodeOutlines(row?.bytes ?? Buffer.of());
}

function multirange(ranges: readonly PassageRange[]): string {
  return `{${ranges.map(({ first, end }) => `[${first},${end})`).join(',')}}`;
}
