import { AddingError } from '../adding-error.ts';
import { createDraft, type Draft, withoutTitleLine } from '../draft.ts';
import { familiarity, looksReversed } from '../familiarity.ts';
import type { SourceDocument } from '../source-document.ts';
import { fileTitle, meaningfulTitle, openingLine } from '../titles.ts';
import { extractText, type PageText } from './extract-text.ts';
import type { PageLine } from './page-lines.ts';
import { paragraphsOf } from './paragraphs.ts';

/** Fewer letters a page than this are a stamp or a page number on a picture. */
const LEAST_LETTERS_A_PAGE = 20;
/** With so many Arabic words, at least this share of them is known by its look; else they are garbled. */
const ENOUGH_WORDS = 30;
const LEAST_FAMILIAR = 0.12;
/** Characters of nobody's, but for the signs of fonts of signs, and characters that were lost. */
const UNKNOWN = /[\uE000-\uEFFF\uF100-\uF8FF\uFFFD]/gu;
const MOST_UNKNOWN = 0.05;
/** A title is larger than the text by this factor. */
const TITLE_SIZE = 1.15;
const LONGEST_TITLE = 200;

/**
 * Reads the text of a PDF in logical order, paragraph by paragraph, whichever order and shapes its letters are stored in.
 *
 * @throws {AddingError} where it is locked or broken, holds pictures only, or its letters can't be told.
 */
export async function readPdf({ name, bytes, address }: SourceDocument): Promise<Draft> {
  const { pages, title: ownTitle } = await extractText(bytes, name);
  const pictures = pages.filter(({ letters }) => letters < LEAST_LETTERS_A_PAGE).length;
  if (pictures * 2 > pages.length) {
    throw new AddingError(
      `${name}: ${pictures} of its ${pages.length} pages hold no text, only pictures if anything. Have their text recognised (OCR) first.`,
    );
  }
  const lines = inLogicalOrder(pages);
  if (isGarbled(textOf(lines))) {
    throw new AddingError(
      `${name}: its fonts do not say which letters they show, so its text comes out garbled. Give it as .docx or .txt, or have it recognised (OCR).`,
    );
  }
  const text = paragraphsOf(lines).join('\n');
  const heading = meaningfulTitle(ownTitle, text) ?? largestLine(lines);
  const title = heading ?? openingLine(text);
  const body = withoutTitleLine(text, heading);
  return createDraft({ title, url: address, body }, { name, fallbackTitle: fileTitle(name) });
}

function inLogicalOrder(pages: readonly PageText[]): (readonly PageLine[])[] {
  const shown = pages.map(({ asShown }) => asShown);
  return looksReversed(textOf(shown)) ? pages.map(({ drawnBackwards }) => drawnBackwards) : shown;
}

function isGarbled(text: string): boolean {
  const { words, share } = familiarity(text);
  const unknown = text.match(UNKNOWN)?.length ?? 0;
  return unknown > MOST_UNKNOWN * text.length || (words >= ENOUGH_WORDS && share < LEAST_FAMILIAR);
}

function textOf(pages: readonly (readonly PageLine[])[]): string {
  return pages
    .flat()
    .map(({ text }) => text)
    .join('\n');
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
