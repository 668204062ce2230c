import { type FmtString, fmt } from 'telegraf/format';

/** Puts texts one after another, moving each one's entities along. */
export function concatenate(parts: readonly (string | FmtString)[]): FmtString {
  return fmt(['', ...parts.map(() => '')], ...parts);
}

/** The text, or as many of its whole words as fit into `length` UTF-16 code units with an ellipsis after them. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const lastSpace = text.lastIndexOf(' ', length - 1);
  return `${text.slice(0, lastSpace > 0 ? lastSpace : length - 1).toWellFormed()}…`;
}
