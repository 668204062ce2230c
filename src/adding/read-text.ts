import { parseArticle } from '../corpus/parse-article.ts';
import { declaredInContentType, decodeText } from './decode-text.ts';
import { createDraft, type Draft } from './draft.ts';
import type { SourceDocument } from './source-document.ts';
import { fileTitle } from './titles.ts';

/**
 * Reads plain text or Markdown as the corpus does, its body unaltered, in any encoding that can be told.
 *
 * @throws {AddingError} where it is not text or has none; {CorpusError} where its front matter is malformed.
 */
export function readText(
  { name, bytes, contentType, address }: SourceDocument,
  format: 'markdown' | 'text',
): Draft {
  const text = decodeText({ bytes, name, declared: [declaredInContentType(contentType)] });
  const fallbackTitle = fileTitle(name);
  const { id: _, ...found } = parseArticle({ id: fallbackTitle, path: name, format, text });
  return createDraft({ url: address, ...found }, { name, fallbackTitle });
}
