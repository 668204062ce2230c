import type { Session } from './database.ts';

/** Raised whenever the tables of a version change: an index of another format must be built again. */
export const FORMAT_VERSION = 1;

/** The tables of one version of the index: in a schema of their own, so that it is removed without touching any other. */
export interface VersionTables {
  readonly schema: string;
  readonly articles: string;
  /** The distinct stems of all passages by their numbers, from 0. */
  readonly terms: string;
  readonly passages: string;
  /** What the outlines of all passages share, in one row. */
  readonly vocabulary: string;
  readonly vectors: string;
  /** What passages and paragraphs are found by; both have the same columns. */
  readonly passageStems: string;
  readonly paragraphStems: string;
}

/** @param id of `isnad.versions` */
export function tablesOf(id: number): VersionTables {
  const schema = `isnad_${id}`;
  return {
    schema,
    articles: `${schema}.articles`,
    terms: `${schema}.terms`,
    passages: `${schema}.passages`,
    vocabulary: `${schema}.vocabulary`,
    vectors: `${schema}.vectors`,
    passageStems: `${schema}.passage_stems`,
    paragraphStems: `${schema}.paragraph_stems`,
  };
}

/** Makes the tables, without the indexes that are filled faster once the rows are there. */
export async function createTables(
  { query }: Session,
  tables: VersionTables,
  dimension: number,
): Promise<void> {
  await query(`
    CREATE SCHEMA ${tables.schema};
    CREATE TABLE ${tables.articles} (
      number integer PRIMARY KEY,
      id text NOT NULL UNIQUE,
      title text NOT NULL,
      publisher text,
      published text,
      url text,
      language text NOT NULL,
      body text NOT NULL,
      -- Its passages, by their positions.
      first integer NOT NULL,
      "end" integer NOT NULL
    );
    CREATE TABLE ${tables.terms} (number integer NOT NULL, term text NOT NULL, passages integer NOT NULL);
    CREATE TABLE ${tables.passages} (
      position integer PRIMARY KEY,
      article text NOT NULL,
      sentence integer NOT NULL,
      paragraph integer NOT NULL,
      -- In UTF-16 code units of the body.
      start integer NOT NULL,
      "end" integer NOT NULL,
      text text NOT NULL,
      outline bytea NOT NULL
    );
    CREATE TABLE ${tables.vocabulary} (bytes bytea NOT NULL);
    -- A vector is wanted whenever its row is: kept in the row, and not compressed.
    CREATE TABLE ${tables.vectors} (position integer PRIMARY KEY, vector vector(${dimension}) NOT NULL);
    ALTER TABLE ${tables.vectors} ALTER COLUMN vector SET STORAGE PLAIN;
  `);
  for (const table of [tables.passageStems, tables.paragraphStems]) {
    await query(`
      CREATE TABLE ${table} (
        first integer NOT NULL,
        "end" integer NOT NULL,
        stems integer[] NOT NULL,
        -- What each stem adds to the score where the question gives it the weight 1.
        impacts sparsevec NOT NULL
      );
    `);
  }
}

/** Links of a node and candidates looked at for them; as the index in files has them. */
const GRAPH = 'm = 32, ef_construction = 200';

/** Kilobytes that a node takes beside its vector while the graph is built. */
const NODE_OVERHEAD = 1;
const LEAST_MEMORY = 64 * 1024;
const MOST_MEMORY = 2 * 1024 * 1024;

export interface IndexedVectors {
  readonly dimension: number;
  readonly count: number;
}

/** Makes the indexes, and lets the planner know the rows. */
export async function createIndexes(
  { query }: Session,
  tables: VersionTables,
  { dimension, count }: IndexedVectors,
): Promise<void> {
  const needed = Math.ceil(count * (NODE_OVERHEAD + (4 * dimension) / 1024));
  const memory = Math.min(MOST_MEMORY, Math.max(LEAST_MEMORY, needed));
  await query(`SET LOCAL maintenance_work_mem = '${memory}kB'`);
  for (const table of [tables.passageStems, tables.paragraphStems])
    await query(`CREATE INDEX ON ${table} USING gin (stems) WITH (fastupdate = off)`);
  await query(`CREATE INDEX ON ${tables.vectors} USING hnsw (vector vector_ip_ops) WITH (${GRAPH})`);
  const { schema: _, ...all } = tables;
  for (const table of Object.values(all)) await query(`ANALYZE ${table}`);
}
