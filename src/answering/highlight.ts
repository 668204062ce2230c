import { isFunctionWord, isQuestionWord } from '../arabic/function-words.ts';
import { stem } from '../arabic/stem.ts';
import { splitWords } from '../arabic/words.ts';

/**
 * Where a sentence says what the question says: the ranges of its words that share a stem with a content word of the
 * question, neighbours joined to one range. Sorted, not overlapping, in UTF-16 code units of `text`.
 */
export function highlightMatches(question: string, text: string): [start: number, end: number][] {
  const wanted = new Set(contentStems(question));
  const ranges: [start: number, end: number][] = [];
  for (const { start, end, folded } of splitWords(text)) {
    if (isFunctionWord(folded) || !wanted.has(stem(folded))) continue;
    const previous = ranges.at(-1);
    if (previous && /^\s+$/.test(text.slice(previous[1], start))) previous[1] = end;
    else ranges.push([start, end]);
  }
  return ranges;
}

function contentStems(question: string): string[] {
  return splitWords(question)
    .filter(({ folded }) => !isFunctionWord(folded) && !isQuestionWord(folded))
    .map(({ folded }) => stem(folded));
}
