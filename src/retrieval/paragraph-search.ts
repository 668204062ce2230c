import type { Passage } from '../corpus/passage.ts';
import type { Bm25, WeightedTerm } from '../indexing/bm25.ts';

/** The positions of the passages of the best paragraphs, the best first. */
export type ParagraphSearch = (terms: readonly WeightedTerm[], count: number) => number[][];

export interface ParagraphSearchOptions {
  readonly passages: readonly Passage[];
  /** Of the passages. */
  readonly terms: Pick<Bm25, 'grouped'>;
}

/** BM25 of whole paragraphs: what a question says may be spread over the sentences of one. */
export function createParagraphSearch({ passages, terms }: ParagraphSearchOptions): ParagraphSearch {
  const groupOf = new Uint32Array(passages.length);
  const firsts: number[] = [];
  for (const [position, { article, paragraph }] of passages.entries()) {
    const before = passages[position - 1];
    if (before?.article !== article || before.paragraph !== paragraph) firsts.push(position);
    groupOf[position] = firsts.length - 1;
  }
  const paragraphs = terms.grouped(groupOf);
  return (query, count) =>
    paragraphs.searchWeighted(query, count).map(({ passage: paragraph }) => {
      const first = firsts[paragraph] ?? 0;
      const end = firsts[paragraph + 1] ?? passages.length;
      return Array.from({ length: end - first }, (_, offset) => first + offset);
    });
}
