import type { Passage } from '../corpus/passage.ts';
import type { Bm25, WeightedTerm } from './bm25.ts';
import type { PassageRange } from './passage-range.ts';

/**
 * The passages of the best paragraphs, the best first.
 *
 * @param accepts of which passages the paragraph may be, asked of its first one; all where left out
 */
export type ParagraphSearch = (
  terms: readonly WeightedTerm[],
  count: number,
  accepts?: (position: number) => boolean,
) => PassageRange[];

export interface ParagraphSearchOptions {
  readonly passages: Iterable<Pick<Passage, 'article' | 'paragraph'>> & { readonly length: number };
  /** Of the passages. */
  readonly terms: Pick<Bm25, 'grouped'>;
}

/** BM25 of whole paragraphs: what a question says may be spread over the sentences of one. */
export function createParagraphSearch({ passages, terms }: ParagraphSearchOptions): ParagraphSearch {
  const { groupOf, ranges } = groupParagraphs(passages);
  const paragraphs = terms.grouped(groupOf);
  const rangeOf = (paragraph: number) => ranges[paragraph] as PassageRange;
  return (query, count, accepts) =>
    paragraphs
      .searchWeighted(query, count, accepts && ((paragraph) => accepts(rangeOf(paragraph).first)))
      .map(({ passage: paragraph }) => rangeOf(paragraph));
}

/** The number of each passage's paragraph, from 0, and the passages of each. */
export function groupParagraphs(passages: ParagraphSearchOptions['passages']): {
  readonly groupOf: Uint32Array;
  readonly ranges: readonly PassageRange[];
} {
  const groupOf = new Uint32Array(passages.length);
  const firsts: number[] = [];
  let position = 0;
  let before: Pick<Passage, 'article' | 'paragraph'> | undefined;
  for (const passage of passages) {
    if (before?.article !== passage.article || before.paragraph !== passage.paragraph) firsts.push(position);
    groupOf[position] = firsts.length - 1;
    before = passage;
    position += 1;
  }
  const ranges = firsts.map((first, at) => ({ first, end: firsts[at + 1] ?? passages.length }));
  return { groupOf, ranges };
}
