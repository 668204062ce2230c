import { readCharacterReference } from './character-reference.ts';
import { checkedLink } from './checked-link.ts';
import { type FormattedText, sortEntities, type TextEntity } from './formatted-text.ts';
import {
  byteOffset,
  cannotParse,
  ENTITY_OF_TAG,
  type HtmlStartTag,
  lowerCase,
  readStartTag,
  skip,
} from './html-tag.ts';

interface OpenTag extends HtmlStartTag {
  /** Where its content begins in the text without markup, in UTF-16 code units. */
  readonly offset: number;
}

/**
 * Reads Telegram's HTML (https://core.telegram.org/bots/api#html-style) as strictly as Telegram does: an unknown,
 * unclosed or crossed tag is refused, not repaired.
 *
 * @throws BotApiError 400 with Telegram's words for the first problem.
 */
export function parseHtml(html: string): FormattedText {
  const entities: TextEntity[] = [];
  const openTags: OpenTag[] = [];
  let text = '';
  let position = 0;

  while (position < html.length) {
    const reference = readCharacterReference(html, position);
    if (reference !== undefined) {
      if (/\p{Surrogate}/u.test(reference.text)) throw cannotParse(INVALID_CHARACTERS);
      text += reference.text;
      position = reference.end;
    } else if (html[position] !== '<') {
      text += html.charAt(position);
      position += 1;
    } else if (html[position + 1] !== '/') {
      const tag = readStartTag(html, position);
      openTags.push({ ...tag, offset: text.length });
      position = tag.end;
    } else {
      const tag = openTags.pop();
      position = readEndTag(html, position, tag);
      if (tag !== undefined && text.length > tag.offset) addEntity(entities, tag, text);
    }
  }

  const unclosed = openTags.at(-1);
  if (unclosed !== undefined) {
    throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }
  return { text, entities: sortEntities(entities.map(withoutLanguageOfInlineCode)) };
}

const INVALID_CHARACTERS =
  'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units';

/** Checks the end tag at `begin` against the tag it must close; returns where the text goes on. */
function readEndTag(html: string, begin: number, opened: OpenTag | undefined): number {
  const at = `at byte offset ${byteOffset(html, begin)}`;
  if (opened === undefined) throw cannotParse(`Unexpected end tag ${at}`);

  const nameEnd = skip(html, begin + 2, /[^\s>]*/uy);
  const end = skip(html, nameEnd, /\s*/uy);
  if (html[end] !== '>') throw cannotParse(`Unclosed end tag ${at}`);

  const name = lowerCase(html.slice(begin + 2, nameEnd));
  if (name !== '' && name !== opened.name) {
    throw cannotParse(`Unmatched end tag ${at}, expected "</${opened.name}>", found "</${name}>"`);
  }
  return end + 1;
}

function addEntity(entities: TextEntity[], tag: OpenTag, text: string): void {
  const range = { offset: tag.offset, length: text.length - tag.offset };
  const type = ENTITY_OF_TAG.get(tag.name);
  if (type === 'text_link') {
    const url = checkedLink(tag.argument === '' ? text.slice(tag.offset) : tag.argument);
    if (url !== undefined) entities.push({ type, ...range, url });
  } else if (type === 'custom_emoji') {
    if (!/^[1-9]\d*$/u.test(tag.argument)) throw cannotParse('Invalid custom emoji identifier specified');
    entities.push({ type, ...range, custom_emoji_id: tag.argument });
  } else if (type === 'blockquote') {
    entities.push({ type: tag.expandable ? 'expandable_blockquote' : type, ...range });
  } else if (type === 'pre' || type === 'code') {
    addCode(entities, type, range, tag.argument);
  } else if (type !== undefined) {
    entities.push({ type, ...range });
  }
}

/** `<pre><code class="language-…">`, either way round, is one `pre` with a language. */
function addCode(
  entities: TextEntity[],
  type: 'pre' | 'code',
  range: { readonly offset: number; readonly length: number },
  language: string,
): void {
  const inner = entities.at(-1);
  const isSameRange = inner?.offset === range.offset && inner.length === range.length;
  const known = type === 'code' ? language : (inner?.language ?? '');
  if (isSameRange && known !== '' && (inner.type === 'pre' || inner.type === 'code') && inner.type !== type) {
    entities[entities.length - 1] = { type: 'pre', ...range, language: known };
    return;
  }
  entities.push(language === '' ? { type, ...range } : { type, ...range, language });
}

/** A language on `<code>` alone only matters to a `<pre>` around it. */
function withoutLanguageOfInlineCode({ type, offset, length, ...rest }: TextEntity): TextEntity {
  return type === 'code' ? { type, offset, length } : { type, offset, length, ...rest };
}
