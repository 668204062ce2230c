import { FmtString, fmt } from 'telegraf/format';
import type { MessageEntity } from 'telegraf/types';

/** Puts texts one after another, moving each one's entities along. */
export function concatenate(parts: readonly (string | FmtString)[]): FmtString {
  return fmt(['', ...parts.map(() => '')], ...parts);
}

/** Texts with something between each two. */
export function joinTexts(texts: readonly (string | FmtString)[], separator: string): FmtString {
  return concatenate(texts.flatMap((text, position) => (position === 0 ? [text] : [separator, text])));
}

/** The text, or as many of its whole words as fit into `length` UTF-16 code units with an ellipsis after them. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const lastSpace = text.lastIndexOf(' ', length - 1);
  return `${text.slice(0, lastSpace > 0 ? lastSpace : length - 1).toWellFormed()}…`;
}

/** A quotation that shows its first lines and opens at a touch. */
export function expandableQuotation(content: FmtString): FmtString {
  // telegraf 4.16 does not know this kind of entity; the Bot API has it since version 7.4.
  const type = 'expandable_blockquote' as MessageEntity.CommonMessageEntity['type'];
  const quotation: MessageEntity = { type, offset: 0, length: content.text.length };
  return new FmtString(content.text, [quotation, ...(content.entities ?? [])]);
}

const RIGHT_TO_LEFT_MARK = '\u200f';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';
const OTHER_DIRECTION = /[\p{Script=Latin}\p{Nd}]/u;
const FIRST_LETTER = /\p{L}/u;

/**
 * Arabic with Latin words or digits in it is isolated, so that they don't trade places with what stands around the
 * text; any other text is left as it is. The text itself stays whole. A line takes its direction from its first letter
 * outside isolates, and an isolate from its first letter inside: a mark says "from the right" where no letter would.
 */
export function isolate(content: string | FmtString): FmtString<'fmt'> {
  const { text } = FmtString.normalise(content);
  if (!OTHER_DIRECTION.test(text) || !/\p{Script=Arabic}/u.test(text)) return nestable(content);
  const startsOtherwise = !/\p{Script=Arabic}/u.test(FIRST_LETTER.exec(text)?.[0] ?? '');
  const opening = `${RIGHT_TO_LEFT_MARK}${FIRST_STRONG_ISOLATE}${startsOtherwise ? RIGHT_TO_LEFT_MARK : ''}`;
  return nestable(concatenate([opening, content, POP_DIRECTIONAL_ISOLATE]));
}

/** telegraf's types tell what may stand inside bold and the like; texts are put together here where it is known to fit. */
function nestable(content: string | FmtString): FmtString<'fmt'> {
  return FmtString.normalise(content) as FmtString<'fmt'>;
}
