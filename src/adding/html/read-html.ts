import { Readability } from '@mozilla/readability';
import { AddingError } from '../adding-error.ts';
import { declaredInContentType, declaredInMarkup, decodeText } from '../decode-text.ts';
import { createDraft, type Draft, withoutTitleLine } from '../draft.ts';
import type { SourceDocument } from '../source-document.ts';
import { fileTitle } from '../titles.ts';
import { type PageNode, parsePage } from './page.ts';
import { readPageMetadata } from './page-metadata.ts';
import { textOf } from './page-text.ts';

/** Below this many characters Readability looks once more, with fewer scruples: news in brief are short. */
const SHORT_TEXT = 140;

/**
 * Reads the article of a page, without what surrounds it.
 *
 * @throws {AddingError} where the page has no article, or its text can't be decoded.
 */
export function readHtml({ name, bytes, contentType, address }: SourceDocument): Draft {
  const declared = [declaredInContentType(contentType), ...declaredInMarkup(bytes)];
  const document = parsePage(decodeText({ bytes, name, declared }));
  const metadata = readPageMetadata(document);
  const article = new Readability<PageNode>(document, {
    charThreshold: SHORT_TEXT,
    serializer: (node) => node,
  }).parse();
  if (!article?.content) {
    throw new AddingError(
      `${name}: no article was found on the page. If it shows its text only in a browser, save that text as .txt.`,
    );
  }
  const { title, heading } = metadata;
  const body = withoutTitleLine(withoutTitleLine(textOf(article.content), title), heading);
  return createDraft(
    {
      title,
      publisher: metadata.publisher ?? hostOf(address),
      published: metadata.published,
      url: isElsewhere(metadata.url, address) ? address : (metadata.url ?? address),
      language: metadata.language ?? article.lang ?? undefined,
      body,
    },
    { name, fallbackTitle: fileTitle(name) },
  );
}

/** A page may name its own address better than it was given, but not speak for another site. */
function isElsewhere(named: string | undefined, address: string | undefined): boolean {
  return named !== undefined && address !== undefined && hostOf(named) !== hostOf(address);
}

function hostOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : new URL(address).hostname.replace(/^www\./, '');
}
