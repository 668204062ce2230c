import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Article } from './article.ts';
import { CorpusError } from './corpus-error.ts';

/** A plain text's first line is its title only up to this length: a longer one is a paragraph. */
const MAXIMUM_TITLE_LENGTH = 200;

const text = z.string('must be text: put it into quotation marks').trim().min(1, 'must not be empty');

const FrontMatter = z
  .object({
    title: text,
    publisher: text,
    published: z.iso.date('must be a date such as 2022-09-15'),
    url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'must be a language tag such as ar'),
  })
  .partial();
type FrontMatter = z.infer<typeof FrontMatter>;

interface SplitText {
  readonly frontMatter: FrontMatter;
  readonly body: string;
}

/** What {@link parseArticle} needs to know of a file. */
export interface ArticleSource {
  /** The file's name without extension. */
  readonly id: string;
  /** How the error messages name the file. */
  readonly path: string;
  readonly format: 'markdown' | 'text';
  readonly text: string;
}

/**
 * Reads an article from the text of its file.
 *
 * Markdown may begin with YAML front matter (`title`, `publisher`, `published`, `url`, `language`, all optional) and,
 * where that has no title, with a `# Title` line. Plain text may begin with a title line followed by an empty line.
 * The body is everything after that, unaltered.
 *
 * @throws {CorpusError} where the front matter is malformed or the body holds no letter.
 */
export function parseArticle({ id, path, format, text }: ArticleSource): Article {
  const { frontMatter, body } = format === 'markdown' ? splitMarkdown(text, path) : splitPlainText(text);
  if (!/\p{L}/u.test(body))
    throw new CorpusError(`${path}: the article has no text. Write it, or remove the file.`);
  const { title = id, language = 'ar', publisher, published, url } = frontMatter;
  return {
    id,
    title,
    ...(publisher !== undefined && { publisher }),
    ...(published !== undefined && { published }),
    ...(url !== undefined && { url }),
    language,
    body,
  };
}

function splitMarkdown(text: string, path: string): SplitText {
  const opening = /^---[ \t]*\r?\n/.exec(text);
  if (!opening) return splitHeading({}, text);
  const closing = /^---[ \t]*(?:\r?\n|$)/gm;
  closing.lastIndex = opening[0].length;
  const end = closing.exec(text);
  if (!end) {
    throw new CorpusError(
      `${path}:1: the front matter is not closed. End it with a line that holds only ---.`,
    );
  }
  const frontMatter = parseFrontMatter(text.slice(opening[0].length, end.index), path);
  return splitHeading(frontMatter, text.slice(end.index + end[0].length));
}

function splitHeading(frontMatter: FrontMatter, body: string): SplitText {
  const heading = /^\s*# +(.+?) *(?:\r?\n|$)/.exec(body);
  if (frontMatter.title !== undefined || !heading?.[1]) return { frontMatter, body };
  return { frontMatter: { ...frontMatter, title: heading[1] }, body: body.slice(heading[0].length) };
}

function splitPlainText(text: string): SplitText {
  const [whole, title] = /^(\S.*?)[ \t]*\r?\n[ \t]*\r?\n/.exec(text) ?? [];
  const isTitle = title !== undefined && title.length <= MAXIMUM_TITLE_LENGTH && !title.endsWith('.');
  const body = isTitle && whole !== undefined ? text.slice(whole.length) : text;
  // A text of one line and nothing after it is a body without a title.
  return isTitle && /\p{L}/u.test(body) ? { frontMatter: { title }, body } : { frontMatter: {}, body: text };
}

function parseFrontMatter(yaml: string, path: string): FrontMatter {
  const document = parseDocument(yaml);
  const [error] = document.errors;
  if (error) {
    // The opening --- is line 1 of the file.
    const line = (error.linePos?.[0].line ?? 1) + 1;
    const reason = error.message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '');
    throw new CorpusError(`${path}:${line}: the front matter is not YAML: ${reason}.`);
  }
  const parsed = FrontMatter.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'front matter'} ${issue.message}`,
    );
    throw new CorpusError(`${path}: the front matter is wrong: ${problems.join('; ')}.`);
  }
  return parsed.data;
}
