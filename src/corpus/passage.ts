import type { TextRange } from '../arabic/text-range.ts';

/**
 * The smallest thing that can be cited: one sentence of one article.
 *
 * `article.body.slice(start, end) === text`, always. Passages of an index are kept in reading order, article
 * after article, so that a passage's neighbours stand beside it in the list.
 */
export interface Passage extends TextRange {
  /** The `Article.id` it belongs to. */
  readonly article: string;
  /** Its number in the article, from 1. */
  readonly sentence: number;
  /** The number of its paragraph (a line of the body that holds text), from 1. */
  readonly paragraph: number;
  readonly text: string;
}
