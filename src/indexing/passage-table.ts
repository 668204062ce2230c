import { z } from 'zod';
import type { Article } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import type { PassageRange } from './passage-range.ts';
import type { StoredArticle } from './passage-store.ts';

/** The passages of an index in reading order, made when looked at: a million of them held ready would take a second. */
export interface PassageTable extends Iterable<Passage> {
  readonly length: number;
  /** `undefined` where there is no such position. */
  at(position: number): Passage | undefined;
  /** The number of the passage's article, from 0; the last known one's for a position that is not there. */
  articleNumberOf(position: number): number;
}

/** Articles and passages as they lie in an index's files. */
export interface StoredTexts {
  /** By id, in reading order. */
  readonly articles: ReadonlyMap<string, StoredArticle>;
  readonly passages: PassageTable;
  /** An article with its text. */
  readArticle(id: string): Article | undefined;
}

/**
 * What an article says of itself, how many passages it has, how many UTF-16 code units its body, and the key of its
 * passages' vectors.
 */
const StoredArticles = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    publisher: z.string().exactOptional(),
    published: z.string().exactOptional(),
    url: z.string().exactOptional(),
    language: z.string(),
    passages: z.int().nonnegative(),
    length: z.int().nonnegative(),
    embedding: z.string(),
  }),
);

const BYTES_PER_UNIT = 2;
/** Numbers kept of a passage: its paragraph, and where it starts and ends in its article's body. */
const COLUMNS = 3;

/** An article on its way into an index. */
export interface SplitArticle {
  readonly article: Article;
  readonly passages: readonly Passage[];
  /** The key of its passages' vectors. */
  readonly embedding: string;
}

export interface EncodedTexts {
  readonly 'articles.json': string;
  /** The bodies one after another in UTF-16, little-endian: any part of one can be read by itself. */
  readonly 'bodies.bin': Uint8Array[];
  /** Three uint32 to a passage. */
  readonly 'passages.bin': Uint8Array;
}

/**
 * Lays articles and passages out for an index's files. Of a passage its article and number are left out, being known from
 * its position, and its text, being the article's body between the offsets, and only there.
 *
 */
export function encodeTexts(split: readonly SplitArticle[]): EncodedTexts {
  const count = split.reduce((sum, { passages }) => sum + passages.length, 0);
  const columns = new Uint32Array(COLUMNS * count);
  let at = 0;
  for (const { passages } of split) {
    for (const { paragraph, start, end } of passages) {
      columns[at++] = paragraph;
      columns[at++] = start;
      columns[at++] = end;
    }
  }
  const stored = split.map(({ article: { body, ...summary }, passages, embedding }) => ({
    ...summary,
    passages: passages.length,
    length: body.length,
    embedding,
  }));
  return {
    'articles.json': JSON.stringify(stored),
    'bodies.bin': split.map(({ article }) => Buffer.from(article.body, 'utf16le')),
    'passages.bin': new Uint8Array(columns.buffer),
  };
}

/**
 * Opens what `encodeTexts` laid out, and checks it.
 *
 * @throws {Error} at the first thing that can't be.
 */
export function openTexts(files: Readonly<Record<keyof EncodedTexts, Buffer>>): StoredTexts {
  const stored = StoredArticles.parse(JSON.parse(files['articles.json'].toString('utf8')));
  const bodies = files['bodies.bin'];
  const columns = uint32sOf(files['passages.bin']);
  const count = columns.length / COLUMNS;
  const articles = new Map<string, StoredArticle>();
  const articleNumbers = new Uint32Array(count);
  // Where each article's body begins, in bytes.
  const bodyStarts = new Float64Array(stored.length + 1);
  let end = 0;
  for (const [number, { passages, length, embedding: _, ...summary }] of stored.entries()) {
    const first = end;
    end += passages;
    checkPassages({ id: summary.id, columns, first, end, length });
    articleNumbers.fill(number, first, end);
    bodyStarts[number + 1] = (bodyStarts[number] ?? 0) + BYTES_PER_UNIT * length;
    articles.set(summary.id, { ...summary, first, end });
  }
  if (articles.size !== stored.length) throw new Error('two articles have one name');
  if (end !== count) throw new Error(`there are ${count} passages where ${end} belong`);
  if (bodyStarts[stored.length] !== bodies.length) throw new Error('the texts are of another length');
  const list = [...articles.values()];
  const numbers = new Map(list.map(({ id }, number) => [id, number]));
  const textOf = (article: number, from: number, to: number) => {
    const bodyStart = bodyStarts[article] ?? 0;
    return bodies.toString('utf16le', bodyStart + BYTES_PER_UNIT * from, bodyStart + BYTES_PER_UNIT * to);
  };

  const at = (position: number): Passage | undefined => {
    const number = articleNumbers[position];
    const article = list[number ?? -1];
    if (number === undefined || article === undefined) return undefined;
    const column = COLUMNS * position;
    const start = columns[column + 1] as number;
    const end = columns[column + 2] as number;
    let text: string | undefined;
    return {
      article: article.id,
      sentence: position - article.first + 1,
      paragraph: columns[column] as number,
      start,
      end,
      // Of most passages that ranking passes by nobody reads it.
      get text() {
        text ??= textOf(number, start, end);
        return text;
      },
    };
  };
  return {
    articles,
    passages: {
      length: count,
      at,
      articleNumberOf: (position) => articleNumbers[position] ?? list.length,
      *[Symbol.iterator]() {
        for (let position = 0; position < count; position++) yield at(position) as Passage;
      },
    },
    readArticle(id) {
      const number = numbers.get(id);
      const article = list[number ?? -1];
      if (number === undefined || article === undefined) return undefined;
      const { first: _first, end: _end, ...summary } = article;
      return {
        ...summary,
        body: textOf(number, 0, ((bodyStarts[number + 1] ?? 0) - (bodyStarts[number] ?? 0)) / BYTES_PER_UNIT),
      };
    },
  };
}

/** Where the passages stand whose vectors have a key. */
export function embeddingKeysOf(articles: Buffer): ReadonlyMap<string, PassageRange> {
  let end = 0;
  return new Map(
    StoredArticles.parse(JSON.parse(articles.toString('utf8'))).map(({ embedding, passages }) => {
      const first = end;
      end += passages;
      return [embedding, { first, end }];
    }),
  );
}

function uint32sOf(source: Uint8Array): Uint32Array {
  if (source.length % (4 * COLUMNS) !== 0) throw new Error(`${source.length} bytes hold no whole passages`);
  const bytes = source.byteOffset % 4 === 0 ? source : source.slice();
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

interface ArticlePassages {
  readonly id: string;
  readonly columns: Uint32Array;
  readonly first: number;
  readonly end: number;
  readonly length: number;
}

/** Passages follow one another within the text, each of at least one code unit. */
function checkPassages({ id, columns, first, end, length }: ArticlePassages): void {
  let before = 0;
  for (let at = COLUMNS * first; at < COLUMNS * end; at += COLUMNS) {
    const [start = 0, stop = 0] = [columns[at + 1], columns[at + 2]];
    if (start < before || stop <= start || stop > length) {
      throw new Error(`passage ${at / COLUMNS - first + 1} of "${id}" has no text`);
    }
    before = stop;
  }
}
