import { basename, extname } from 'node:path';

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

const FILE_NAME =
  /\.(?:docx?|pdf|rtf|odt|txt|indd|html?|pptx?|xlsx?)\s*$|^Microsoft Word\b|^(?:untitled|document\d*|بدون عنوان)$/iu;

/** A title among a document's properties, unless a program put it there. */
export function meaningfulTitle(title: string | null | undefined): string | undefined {
  const trimmed = title?.trim() ?? '';
  return /\p{L}{2}/u.test(trimmed) && !FILE_NAME.test(trimmed) ? trimmed : undefined;
}
