import type { TextRange } from '../arabic/text-range.ts';
import { type PassageAnalysis, rootKey } from './passage-analysis.ts';
import type { AnalysedQuestion } from './question.ts';

/** A relative weaker than this would puzzle whoever sees it in bold. */
const CLEAR_RELATIVE = 0.6;

/**
 * The words of a passage that say what a term of the question says, by stem, by root or as a clear relative; neighbours are
 * joined to one range. Sorted, not overlapping, in UTF-16 code units of the passage's text.
 */
export function matchedWords({ terms }: AnalysedQuestion, { text, words }: PassageAnalysis): TextRange[] {
  const ranges: { start: number; end: number }[] = [];
  for (const { start, end, stem, isFunction } of words) {
    const isSaid = [stem, rootKey(stem)].some((key) =>
      terms.some(({ keys }) => (keys.get(key) ?? 0) >= CLEAR_RELATIVE),
    );
    if (isFunction || !isSaid) continue;
    const previous = ranges.at(-1);
    if (previous && /^\s+$/.test(text.slice(previous.end, start))) previous.end = end;
    else ranges.push({ start, end });
  }
  return ranges;
}
