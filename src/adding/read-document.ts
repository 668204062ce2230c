import type { Draft } from './draft.ts';
import type { Format } from './formats.ts';
import { readHtml } from './html/read-html.ts';
import { readPdf } from './pdf/read-pdf.ts';
import { readDocx } from './read-docx.ts';
import { readText } from './read-text.ts';
import type { SourceDocument } from './source-document.ts';

/**
 * Reads the one article of a document.
 *
 * @throws {AddingError} or {CorpusError} that names the document, what is wrong with it and what to do.
 */
export async function readDocument(
  document: SourceDocument,
  format: Exclude<Format, 'feed'>,
): Promise<Draft> {
  switch (format) {
    case 'html':
      return readHtml(document);
    case 'pdf':
      return readPdf(document);
    case 'docx':
      return readDocx(document);
    default:
      return readText(document, format);
  }
}
