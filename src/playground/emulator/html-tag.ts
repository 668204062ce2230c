import { type BotApiError, badRequest } from './bot-api-error.ts';
import { readCharacterReference } from './character-reference.ts';
import type { TextEntityType } from './formatted-text.ts';

/** The entity that each tag of Telegram's HTML stands for; `span` only with the class `tg-spoiler`. */
export const ENTITY_OF_TAG: ReadonlyMap<string, TextEntityType> = new Map([
  ['a', 'text_link'],
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['blockquote', 'blockquote'],
  ['tg-spoiler', 'spoiler'],
  ['span', 'spoiler'],
  ['tg-emoji', 'custom_emoji'],
]);

export interface HtmlStartTag {
  readonly name: string;
  /** The value of the one attribute that means something to this tag: a link, a language, an emoji's number. */
  readonly argument: string;
  /** Of a `blockquote`. */
  readonly expandable: boolean;
  /** Where the text goes on, in UTF-16 code units. */
  readonly end: number;
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

/** @throws BotApiError what Telegram says of markup that it cannot read. */
export function cannotParse(problem: string): BotApiError {
  return badRequest(`can't parse entities: ${problem}`);
}

/** Telegram counts the place of a problem in bytes of UTF-8. */
export function byteOffset(html: string, position: number): number {
  return Buffer.byteLength(html.slice(0, position));
}

/** Where the first character that does not match `pattern` (one class, sticky) stands, from `position` on. */
export function skip(html: string, position: number, pattern: RegExp): number {
  pattern.lastIndex = position;
  return position + (pattern.exec(html)?.[0].length ?? 0);
}

/** ASCII only, as Telegram does it. */
export function lowerCase(text: string): string {
  return text.replace(/[A-Z]/gu, (letter) => letter.toLowerCase());
}

/**
 * Reads the start tag that begins at `begin`, where a `<` stands.
 *
 * @throws BotApiError 400, where Telegram refuses the tag.
 */
export function readStartTag(html: string, begin: number): HtmlStartTag {
  const at = `at byte offset ${byteOffset(html, begin)}`;
  let position = skip(html, begin + 1, /[^\s>]*/uy);
  if (position >= html.length) throw cannotParse(`Unclosed start tag ${at}`);

  const name = lowerCase(html.slice(begin + 1, position));
  if (!ENTITY_OF_TAG.has(name)) throw cannotParse(`Unsupported start tag "${name}" ${at}`);

  let argument = '';
  let expandable = false;
  for (;;) {
    position = skip(html, position, /\s*/uy);
    if (html[position] === '>') break;
    const attribute = readAttribute(html, position, name, at);
    argument = argumentOf(name, attribute) ?? argument;
    expandable ||= name === 'blockquote' && attribute.name === 'expandable';
    position = attribute.end;
  }

  if (name === 'span' && argument !== 'tg-spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" ${at}`);
  }
  return { name, argument, expandable, end: position + 1 };
}

function argumentOf(tag: string, { name, value }: Attribute): string | undefined {
  if (tag === 'a' && name === 'href') return value;
  if (tag === 'span' && name === 'class') return value;
  if (tag === 'tg-emoji' && name === 'emoji-id') return value;
  if (tag === 'code' && name === 'class' && value.startsWith('language-'))
    return value.slice('language-'.length);
  return undefined;
}

function readAttribute(html: string, begin: number, tag: string, at: string): Attribute {
  const nameEnd = skip(html, begin, /[^\s=>]*/uy);
  const name = lowerCase(html.slice(begin, nameEnd));
  if (nameEnd >= html.length) throw cannotParse(`Unclosed start tag "${tag}" ${at}`);
  if (name === '') throw cannotParse(`Empty attribute name in the tag "${tag}" ${at}`);

  const equals = skip(html, nameEnd, /\s*/uy);
  if (html[equals] !== '=') {
    if (tag === 'blockquote' && name === 'expandable') return { name, value: '', end: nameEnd };
    throw cannotParse(`Expected equal sign in declaration of an attribute of the tag "${tag}" ${at}`);
  }

  const valueBegin = skip(html, equals + 1, /\s*/uy);
  if (valueBegin >= html.length) throw cannotParse(`Unclosed start tag "${tag}" ${at}`);
  const quote = html[valueBegin];
  const isQuoted = quote === '"' || quote === "'";
  const { value, end } = isQuoted ? readQuoted(html, valueBegin) : readNameToken(html, valueBegin);
  if (end >= html.length) throw cannotParse(`Unclosed start tag ${at}`);
  return { name, value, end };
}

function readNameToken(html: string, begin: number): { value: string; end: number } {
  const end = skip(html, begin, /[A-Za-z0-9.-]*/uy);
  if (end < html.length && !/[\s>]/u.test(html.charAt(end))) {
    throw cannotParse(`Unexpected end of name token at byte offset ${byteOffset(html, begin)}`);
  }
  return { value: lowerCase(html.slice(begin, end)), end };
}

function readQuoted(html: string, begin: number): { value: string; end: number } {
  const quote = html[begin];
  let value = '';
  let position = begin + 1;
  while (position < html.length && html[position] !== quote) {
    const reference = readCharacterReference(html, position);
    value += reference?.text ?? html.charAt(position);
    position = reference?.end ?? position + 1;
  }
  return { value, end: Math.min(position + 1, html.length) };
}
