import { errorReason } from '../../error-reason.ts';
import { AddingError } from '../adding-error.ts';
import type { Glyph } from './glyph.ts';
import { glyphsOf } from './page-glyphs.ts';
import { linesOf, type PageLine } from './page-lines.ts';
import { type OpenPdf, openPdf } from './pdf-library.ts';

const MOST_PAGES = 2000;

/** What a page says, read in either way that its letters may lie; which it is, only the whole document tells. */
export interface PageText {
  /** How many of its glyphs are letters. */
  readonly letters: number;
  readonly asShown: readonly PageLine[];
  readonly drawnBackwards: readonly PageLine[];
}

export interface PdfText {
  readonly pages: readonly PageText[];
  /** The one among the document's properties. */
  readonly title: string | undefined;
}

/**
 * The lines of all pages of a PDF.
 *
 * @throws {AddingError} where it is locked, broken or too long.
 */
export async function extractText(bytes: Uint8Array, name: string): Promise<PdfText> {
  let pdf: OpenPdf;
  try {
    pdf = await openPdf(bytes);
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    const advice = isLocked
      ? 'it is locked with a password. Save it without one'
      : `it can't be read as a PDF (${errorReason(error)}). Save or print it again as PDF`;
    throw new AddingError(`${name}: ${advice}.`, { cause: error });
  }
  const { document, operators } = pdf;
  try {
    if (document.numPages > MOST_PAGES) {
      throw new AddingError(
        `${name}: it has ${document.numPages} pages, and ${MOST_PAGES} is the most. Cut it into several.`,
      );
    }
    const pages: PageText[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      pages.push(textOfPage(await glyphsOf(page, operators)));
      page.cleanup();
    }
    const { info } = await document.getMetadata();
    const { Title: title } = info as { Title?: unknown };
    return { pages, title: typeof title === 'string' ? title : undefined };
  } catch (error) {
    if (error instanceof AddingError) throw error;
    throw new AddingError(
      `${name}: a page of it can't be read (${errorReason(error)}). Print it again as PDF.`,
      {
        cause: error,
      },
    );
  } finally {
    await document.loadingTask.destroy();
  }
}

function textOfPage(glyphs: readonly Glyph[]): PageText {
  return {
    letters: glyphs.filter(({ text }) => /\p{L}/u.test(text)).length,
    asShown: linesOf(glyphs),
    drawnBackwards: linesOf(glyphs, 'drawn backwards'),
  };
}
