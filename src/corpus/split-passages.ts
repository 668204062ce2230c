import { splitSentences } from '../arabic/sentences.ts';
import type { Article } from './article.ts';
import type { Passage } from './passage.ts';

/**
 * The passages of an article, in reading order. A sentence without a letter or digit (a row of asterisks, say) can't
 * be cited and is left out.
 */
export function splitPassages(article: Article): Passage[] {
  const passages: Passage[] = [];
  let paragraph = 1;
  let previousEnd = 0;
  for (const { start, end } of splitSentences(article.body)) {
    const text = article.body.slice(start, end);
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const startsParagraph = /[\n\r\u2028\u2029]/.test(article.body.slice(previousEnd, start));
    if (startsParagraph && passages.length > 0) paragraph += 1;
    passages.push({ article: article.id, sentence: passages.length + 1, paragraph, start, end, text });
    previousEnd = end;
  }
  return passages;
}
