import { errorReason } from '../../error-reason.ts';
import { AddingError } from '../adding-error.ts';
import { createDraft, type Draft, withoutTitleLine } from '../draft.ts';
import { familiarity, looksReversed } from '../familiarity.ts';
import type { SourceDocument } from '../source-document.ts';
import { fileTitle, meaningfulTitle, openingLine } from '../titles.ts';
import type { Glyph } from './glyph.ts';
import { glyphsOf } from './page-glyphs.ts';
import { linesOf, type PageLine } from './page-lines.ts';
import { paragraphsOf } from './paragraphs.ts';
import { type OpenPdf, openPdf } from './pdf-library.ts';

const MOST_PAGES = 2000;
/** Fewer letters a page than this are a stamp or a page number on a picture. */
const LEAST_LETTERS_A_PAGE = 20;
/** With so many Arabic words, at least this share of them is known by its look; else they are garbled. */
const ENOUGH_WORDS = 30;
const LEAST_FAMILIAR = 0.12;
/** A title is larger than the text by this factor. */
const TITLE_SIZE = 1.15;
const LONGEST_TITLE = 200;

/**
 * Reads the text of a PDF in logical order, paragraph by paragraph, whichever order and shapes its letters are stored in.
 *
 * @throws {AddingError} where it is locked or broken, holds pictures only, or its letters can't be told.
 */
export async function readPdf({ name, bytes, address }: SourceDocument): Promise<Draft> {
  const { pages, title: ownTitle } = await extract(bytes, name);
  const pictures = pages.filter((glyphs) => lettersIn(glyphs) < LEAST_LETTERS_A_PAGE).length;
  if (pictures * 2 > pages.length) {
    throw new AddingError(
      `${name}: ${pictures} of its ${pages.length} pages hold no text, only pictures if anything. Have their text recognised (OCR) first.`,
    );
  }
  const lines = readLines(pages, name);
  const text = paragraphsOf(lines).join('\n');
  const heading = meaningfulTitle(ownTitle, text) ?? largestLine(lines);
  const title = heading ?? openingLine(text);
  const body = withoutTitleLine(text, heading);
  return createDraft({ title, url: address, body }, { name, fallbackTitle: fileTitle(name) });
}

function readLines(pages: readonly (readonly Glyph[])[], name: string): PageLine[][] {
  const shown = pages.map((glyphs) => linesOf(glyphs));
  const lines = looksReversed(textOf(shown))
    ? pages.map((glyphs) => linesOf(glyphs, 'as drawn backwards'))
    : shown;
  const text = textOf(lines);
  const unknown = text.match(/[\uE000-\uEFFF\uF100-\uF8FF\uFFFD]/gu)?.length ?? 0;
  const { words, share } = familiarity(text);
  if (unknown * 20 > text.length || (words >= ENOUGH_WORDS && share < LEAST_FAMILIAR)) {
    throw new AddingError(
      `${name}: its fonts do not say which letters they show, so its text comes out garbled. Give it as .docx or .txt, or have it recognised (OCR).`,
    );
  }
  return lines;
}

function lettersIn(glyphs: readonly Glyph[]): number {
  return glyphs.filter(({ text }) => /\p{L}/u.test(text)).length;
}

function textOf(pages: readonly (readonly PageLine[])[]): string {
  return pages
    .flat()
    .map(({ text }) => text)
    .join('\n');
}

interface Extract {
  readonly pages: readonly (readonly Glyph[])[];
  readonly title: string | undefined;
}

async function extract(bytes: Uint8Array, name: string): Promise<Extract> {
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
    const pages: Glyph[][] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      pages.push(await glyphsOf(page, operators));
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

/** The lines of the first page in the largest font, if that is larger than the text's. */
function largestLine(pages: readonly (readonly PageLine[])[]): string | undefined {
  const usual = usualSize(pages.flat());
  const worded = (pages[0] ?? []).filter(({ text }) => /\p{L}{2}/u.test(text));
  const largest = Math.max(...worded.map(({ size }) => size));
  if (!(largest >= TITLE_SIZE * usual)) return undefined;
  const start = worded.findIndex(({ size }) => size === largest);
  const rest = worded.slice(start);
  const end = rest.findIndex(({ size }) => size < largest / 1.05);
  const title = rest
    .slice(0, end < 0 ? undefined : end)
    .map(({ text }) => text)
    .join(' ');
  return title.length <= LONGEST_TITLE ? title : undefined;
}

/** The size that most letters have. */
function usualSize(lines: readonly PageLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0];
}
