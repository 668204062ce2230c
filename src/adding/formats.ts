import { extname } from 'node:path';
import { AddingError } from './adding-error.ts';
import type { SourceDocument } from './source-document.ts';

export type Format = 'markdown' | 'text' | 'html' | 'pdf' | 'docx' | 'feed';

const MEBIBYTE = 1024 * 1024;

/** The most bytes a document may have: an article's text is small, what surrounds it in a PDF is not. */
export const MAXIMUM_BYTES: Readonly<Record<Format, number>> = {
  markdown: 8 * MEBIBYTE,
  text: 8 * MEBIBYTE,
  html: 8 * MEBIBYTE,
  feed: 16 * MEBIBYTE,
  docx: 32 * MEBIBYTE,
  pdf: 64 * MEBIBYTE,
};

/** The most that any document may have. */
export const MAXIMUM_DOCUMENT_BYTES = Math.max(...Object.values(MAXIMUM_BYTES));

const BY_EXTENSION: ReadonlyMap<string, Format> = new Map([
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.txt', 'text'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.xhtml', 'html'],
  ['.pdf', 'pdf'],
  ['.docx', 'docx'],
  ['.xml', 'feed'],
  ['.rss', 'feed'],
  ['.atom', 'feed'],
]);

const BY_CONTENT_TYPE: ReadonlyMap<string, Format> = new Map([
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['text/plain', 'text'],
  ['text/markdown', 'markdown'],
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/rss+xml', 'feed'],
  ['application/atom+xml', 'feed'],
  ['application/rdf+xml', 'feed'],
  ['application/xml', 'feed'],
  ['text/xml', 'feed'],
]);

const READABLE = '.md, .txt, .html, .pdf, .docx, and .xml, .rss or .atom for feeds';

/** Whether a file of this name may be an article, so that a folder's other files can be passed over. */
export function hasKnownExtension(path: string): boolean {
  return BY_EXTENSION.has(extname(path).toLowerCase());
}

/** Whether what a server calls by this type may be an article; a type that says nothing may be one. */
export function isArticleContentType(contentType: string | undefined): boolean {
  const type = mediaType(contentType);
  return type === '' || type === 'application/octet-stream' || BY_CONTENT_TYPE.has(type);
}

/**
 * What a document is, by its first bytes; where these are just text, by its type or extension.
 *
 * @throws {AddingError} for a format that is not read, or bytes that are not what the name says, or too many of them.
 */
export function recogniseFormat(document: SourceDocument): Format {
  const format = recognise(document);
  const limit = MAXIMUM_BYTES[format];
  if (document.bytes.length > limit) {
    throw new AddingError(
      `${document.name}: it has ${document.bytes.length} bytes, and ${limit} is the most for this format. Cut it into several.`,
    );
  }
  return format;
}

function recognise({ name, bytes, contentType, address }: SourceDocument): Format {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const declared =
    BY_CONTENT_TYPE.get(mediaType(contentType)) ??
    BY_EXTENSION.get(extname(address === undefined ? name : new URL(address).pathname).toLowerCase());
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\x03\x04')) {
    if (declared === 'docx' || head.includes('word/')) return 'docx';
    throw new AddingError(`${name}: it is a zip archive. Unpack it, and give the files in it.`);
  }
  if (head.startsWith('\xD0\xCF\x11\xE0')) {
    throw new AddingError(`${name}: it is a file of an old Word or Office. Save it as .docx.`);
  }
  if (head.startsWith('{\\rtf')) throw new AddingError(`${name}: it is Rich Text. Save it as .docx.`);
  if (declared === undefined) {
    throw new AddingError(`${name}: files of this kind can't be read. Those that can: ${READABLE}.`);
  }
  if (declared === 'pdf' || declared === 'docx') {
    throw new AddingError(
      `${name}: it is not a ${declared === 'pdf' ? 'PDF' : 'Word document'}, whatever its name says.`,
    );
  }
  return declared === 'markdown' ? declared : markupOf(head, declared);
}

/** Feeds are often called HTML, and pages XML. */
function markupOf(head: string, declared: Format): Format {
  const bare = head.replaceAll('\0', '').replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
  if (/<(?:rss|feed|rdf:RDF)[\s>]/i.test(bare.slice(0, 512)) && !/<html[\s>]/i.test(bare)) return 'feed';
  if (/^[^<]{0,8}<(?:!doctype html|html)[\s>]/i.test(bare.trimStart())) return 'html';
  return declared;
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
