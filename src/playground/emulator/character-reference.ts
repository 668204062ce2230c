const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);

/** Longer references are left as they are written. */
const MAX_NUMERIC_LENGTH = 9;

export interface CharacterReference {
  readonly text: string;
  /** Where the text goes on, in UTF-16 code units. */
  readonly end: number;
}

/**
 * Reads the character reference at `position`: the four names that Telegram knows, or a number; the semicolon may
 * be missing. Anything else, `&apos;` and `&nbsp;` included, is ordinary text to Telegram, and undefined here.
 */
export function readCharacterReference(html: string, position: number): CharacterReference | undefined {
  if (html[position] !== '&') return undefined;

  const pattern =
    /&(?:#x(?<hexadecimal>[0-9a-fA-F]+)|#(?<decimal>[0-9]+)|(?<name>[A-Za-z]+))(?<semicolon>;?)/uy;
  pattern.lastIndex = position;
  const match = pattern.exec(html);
  if (match?.groups === undefined) return undefined;

  const { hexadecimal, decimal, name, semicolon } = match.groups;
  const end = position + match[0].length;
  if (name !== undefined) {
    const text = NAMED.get(name);
    return text === undefined ? undefined : { text, end };
  }

  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  const length = match[0].length - (semicolon?.length ?? 0);
  const isRead = code > 0 && code < 0x10ffff && length <= MAX_NUMERIC_LENGTH;
  return isRead ? { text: String.fromCodePoint(code), end } : undefined;
}
