import { LRUCache } from 'lru-cache';
import type { Passage } from '../corpus/passage.ts';
import type { Outlines } from '../indexing/outlines.ts';
import { findRange, type PassageRange } from '../indexing/passage-range.ts';
import type { PassageStore } from '../indexing/passage-store.ts';
import type { Database } from './database.ts';
import { joinOutlines } from './outline-bytes.ts';
import { readSentVector } from './vector-text.ts';
import type { VersionTables } from './version-tables.ts';

export interface PassageReaderOptions {
  readonly database: Database;
  readonly tables: VersionTables;
  /** The passages of each article that has some, in reading order. */
  readonly articles: readonly PassageRange[];
  /** What the outlines of all passages share. */
  readonly vocabulary: Outlines;
  /** Passages that are kept, in the hope that they are asked for again: some 3 kilobytes each. */
  readonly kept?: number;
}

interface ReadPassage {
  readonly passage: Passage;
  readonly outline: Buffer;
  readonly vector: Float32Array;
}

interface PassageRow extends Passage {
  readonly position: number;
  readonly outline: Buffer;
  readonly vector: Buffer;
}

/** Looks passages up with those around them, all that are not yet known in one query. */
export function createPassageReader({
  database,
  tables,
  articles,
  vocabulary,
  kept = 16_384,
}: PassageReaderOptions): PassageStore['read'] {
  const known = new LRUCache<number, ReadPassage>({ max: kept });

  async function readEach(positions: readonly number[]): Promise<ReadonlyMap<number, ReadPassage>> {
    const found = new Map<number, ReadPassage>();
    for (const position of positions) {
      const passage = known.get(position);
      if (passage !== undefined) found.set(position, passage);
    }
    const missing = positions.filter((position) => !found.has(position));
    if (missing.length === 0) return found;
    const rows = await database.read<PassageRow>(
      `SELECT position, article, sentence, paragraph, start, "end", text, outline, vector_send(vector) AS vector
       FROM ${tables.passages} JOIN ${tables.vectors} USING (position) WHERE position = ANY($1)`,
      [missing],
    );
    for (const { position, outline, vector, ...passage } of rows) {
      const read = { passage, outline, vector: readSentVector(vector) };
      known.set(position, read);
      found.set(position, read);
    }
    return found;
  }

  return async (positions, { reach }) => {
    const wanted = around(positions, articles, reach);
    const found = await readEach(wanted);
    const window: (ReadPassage | undefined)[] = [];
    const places = new Map<number, number>();
    for (const [at, position] of wanted.entries()) {
      if (at > 0 && wanted[at - 1] !== position - 1) window.push(undefined);
      places.set(position, window.length);
      window.push(found.get(position));
    }
    return {
      passageAt: (place) => window[place]?.passage,
      outlines: joinOutlines(
        vocabulary,
        window.map((read) => read?.outline),
      ),
      similaritiesTo: (vector) => (place) => dotProduct(vector, window[place]?.vector),
      places: positions.map((position) => places.get(position) ?? -1),
    };
  };
}

/** The positions and those up to `reach` away in their articles, sorted. */
function around(positions: readonly number[], articles: readonly PassageRange[], reach: number): number[] {
  const wanted = new Set<number>();
  for (const position of positions) {
    const article = articles[findRange(articles, position)];
    if (article === undefined) continue;
    const end = Math.min(article.end, position + reach + 1);
    for (let at = Math.max(article.first, position - reach); at < end; at++) wanted.add(at);
  }
  return [...wanted].sort((left, right) => left - right);
}

function dotProduct(first: Float32Array, second: Float32Array | undefined): number {
  if (second === undefined) return 0;
  let sum = 0;
  for (let at = 0; at < first.length; at++) sum += (first[at] as number) * (second[at] as number);
  return sum;
}
