import { basename, extname } from 'node:path';
import { findDate } from './dates.ts';

/** What an article is called whose document says nothing better: its file's name, or the last part of its address. */
export function fileTitle(name: string): string {
  const path = URL.canParse(name) ? new URL(name).pathname : name;
  const last = basename(decoded(path));
  return last.slice(0, last.length - extname(last).length).replace(/[-_]+/g, ' ');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const LONGEST_HEADING = 120;
const FILE_NAME =
  /\.(?:docx?|pdf|rtf|odt|txt|indd|html?|pptx?|xlsx?)\s*$|^Microsoft Word\b|^(?:untitled|document\d*|بدون عنوان)$/iu;

/**
 * A title among a document's properties, unless a program put it there, or an old one wrote its Arabic letters down as
 * Latin ones.
 */
export function meaningfulTitle(title: string | null | undefined, body: string): string | undefined {
  const trimmed = title?.trim() ?? '';
  const fits = isArabic(trimmed) || !isArabic(body);
  return fits && /\p{L}{2}/u.test(trimmed) && !FILE_NAME.test(trimmed) ? trimmed : undefined;
}

/** The first line of a text, where it stands there like a heading: short, and neither a sentence nor a date. */
export function openingLine(body: string): string | undefined {
  const [first = '', ...rest] = body.split('\n');
  const isHeading = first.length <= LONGEST_HEADING && /\p{L}{2}/u.test(first) && !/[.،؛:…]\s*$/u.test(first);
  return isHeading && rest.length > 0 && findDate(first) === undefined ? first : undefined;
}

function isArabic(text: string): boolean {
  return /\p{Script=Arabic}/u.test(text);
}
