import { fold } from '../arabic/fold.ts';
import type { Article } from '../corpus/article.ts';
import { AddingError } from './adding-error.ts';
import { findDateLine } from './dates.ts';

/** An article before it has a file: what its front matter will say, and its body. */
export type Draft = Omit<Article, 'id'>;

/** What a reader found in a document; whatever it found nothing of is left out or undefined. */
export interface Findings {
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  readonly published?: string | undefined;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
  readonly body: string;
}

/** More text than any article has: some two thousand pages. */
const LONGEST_BODY = 5_000_000;
const LONGEST_TITLE = 300;

const ARABIC_SCRIPT_LANGUAGES = /^(?:ar|fa|ur|ps|ckb|ug|sd|ks|pa|az|ku)(?:-|$)/;

/**
 * Makes what a reader found into what an article file can hold: one-line fields without control characters, an http
 * or https address, a language tag, and a title, which is the fallback where nothing was found.
 *
 * @throws {AddingError} where the body has no letters, too many of them, or characters that were lost.
 */
export function createDraft(findings: Findings, { name, fallbackTitle }: DraftSource): Draft {
  const body = findings.body.toWellFormed();
  if (!/\p{L}/u.test(body)) throw new AddingError(`${name}: there is no text in it.`);
  if (body.length > LONGEST_BODY) {
    throw new AddingError(
      `${name}: its text has ${body.length} characters, and an article has ${LONGEST_BODY} at most. Cut it into several.`,
    );
  }
  const lost = body.indexOf('\uFFFD');
  if (lost >= 0) {
    const around = oneLine(body.slice(Math.max(0, lost - 20), lost + 20));
    throw new AddingError(
      `${name}: characters of its text are lost (�), as in "${around}". Save it anew from its source.`,
    );
  }
  const title = titleLine(findings.title) || titleLine(fallbackTitle) || name;
  const publisher = oneLine(findings.publisher ?? '');
  const published = findings.published ?? findDateLine(body);
  const url = httpAddress(findings.url);
  return {
    title,
    ...(publisher !== '' && { publisher }),
    ...(published !== undefined && { published }),
    ...(url !== undefined && { url }),
    language: languageOf(findings.language, body),
    body,
  };
}

/** How messages name the document, and what its article is called where it has no title. */
export interface DraftSource {
  readonly name: string;
  readonly fallbackTitle: string;
}

/** The text on one line: control characters and rows of whitespace become a space, halves of characters go. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function titleLine(text = ''): string {
  return [...oneLine(text)].slice(0, LONGEST_TITLE).join('').trim();
}

/** The text without its first line where that is the title, which is no sentence to be cited. */
export function withoutTitleLine(body: string, title: string | undefined): string {
  const [first = '', ...rest] = body.split('\n');
  const isTitle = title !== undefined && fold(oneLine(first)) === fold(oneLine(title));
  return isTitle && rest.some((line) => /\p{L}/u.test(line)) ? rest.join('\n').trimStart() : body;
}

/** The address without its fragment, if it is an http or https one. */
export function httpAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  url.hash = '';
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/** Pages often declare a language that is not their text's; Arabic letters say more than a template. */
function languageOf(declared: string | undefined, body: string): string {
  const [primary = '', ...subtags] = (declared ?? '').trim().replaceAll('_', '-').split('-');
  const tag = [primary.toLowerCase(), ...subtags].join('-');
  const isTag = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(tag);
  const arabic = body.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const letters = body.match(/\p{L}/gu)?.length ?? 0;
  const isArabicScript = arabic * 2 > letters;
  return isTag && isArabicScript === ARABIC_SCRIPT_LANGUAGES.test(tag) ? tag : isArabicScript ? 'ar' : 'und';
}
