/** What comes after `?start=`: Telegram allows 64 of these characters. */
const PREFIX = 'q_';
const MAXIMUM_LENGTH = 64;

/** One byte a letter: a question may be twice as long as in UTF-8. */
const ARABIC_ENCODING = 'windows-1256';
const BYTES = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder(ARABIC_ENCODING).decode(Uint8Array.of(byte)),
    byte,
  ]),
);

/**
 * The start parameter of a link that asks a question, `q_` and the question in base64url.
 *
 * @returns `undefined` where the question is too long for a link, or holds signs beyond Arabic and Latin.
 */
export function startParameter(question: string): string | undefined {
  const bytes = Array.from(question, (letter) => BYTES.get(letter));
  if (bytes.some((byte) => byte === undefined)) return undefined;
  const parameter = `${PREFIX}${Buffer.from(bytes as number[]).toString('base64url')}`;
  return parameter.length <= MAXIMUM_LENGTH ? parameter : undefined;
}

/**
 * The question of a start parameter, in windows-1256 as {@link startParameter} writes it or in UTF-8 as others may.
 *
 * @returns `undefined` where it holds none.
 */
export function questionOf(parameter: string): string | undefined {
  if (!parameter.startsWith(PREFIX)) return undefined;
  const bytes = Buffer.from(parameter.slice(PREFIX.length), 'base64url');
  const question = (decode(bytes, 'utf-8') ?? decode(bytes, ARABIC_ENCODING) ?? '').trim();
  return /\p{L}/u.test(question) ? question : undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
