import { AddingError } from './adding-error.ts';
import { familiarity } from './familiarity.ts';

/** What is known of the bytes of a text. */
export interface EncodedText {
  readonly bytes: Uint8Array;
  /** How messages name it. */
  readonly name: string;
  /** Encodings that a header or the text itself claims, in any order; they are believed where nothing speaks against. */
  readonly declared?: readonly (string | undefined)[];
}

/** The single-byte encodings of Arabic, the more common first. */
const ARABIC_ENCODINGS = ['windows-1256', 'iso-8859-6'];
/** Below this share of familiar words a text is not taken for Arabic. */
const LEAST_FAMILIAR = 0.1;

/**
 * The text of bytes in UTF-8, UTF-16, Windows-1256, ISO-8859-6 or an encoding that is declared.
 *
 * Evidence wins over declarations, which are often a template's: a byte order mark first; then bytes that are valid
 * UTF-8, which no text in another encoding is by chance; then the encoding in which the words look most like Arabic.
 *
 * @throws {AddingError} where it is not text, or its encoding can't be told.
 */
export function decodeText({ bytes, name, declared = [] }: EncodedText): string {
  const text = decodeUnicode(bytes) ?? decodeSingleByte(bytes, declared);
  if (text === undefined) {
    throw new AddingError(`${name}: its encoding can't be told. Save it again as UTF-8.`);
  }
  if (text.includes('\0'))
    throw new AddingError(`${name}: it is not text. Give a file of another format its extension.`);
  return text;
}

function decodeUnicode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decode(bytes, 'utf-16be');
  return decodeUnmarkedUtf16(bytes) ?? decode(bytes, 'utf-8');
}

/** UTF-16 without a mark: every second byte is the high one, of which Arabic and ASCII have two values between them. */
function decodeUnmarkedUtf16(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 4096);
  const shareAt = (place: number): number =>
    sample.filter((byte, index) => index % 2 === place && (byte === 0x06 || byte === 0x00)).length /
    (sample.length / 2);
  const [even, odd] = [shareAt(0), shareAt(1)];
  if (odd > 0.9 && even < 0.3) return decode(bytes, 'utf-16le');
  return even > 0.9 && odd < 0.3 ? decode(bytes, 'utf-16be') : undefined;
}

function decodeSingleByte(bytes: Uint8Array, declared: readonly (string | undefined)[]): string | undefined {
  const claimed = declared.flatMap((label) => canonicalName(label) ?? []);
  const candidates = [...new Set([...claimed, ...ARABIC_ENCODINGS])]
    .filter((encoding) => !encoding.startsWith('utf'))
    .map((encoding) => {
      const text = new TextDecoder(encoding).decode(bytes);
      return { encoding, text, share: familiarity(text).share - oddities(text) };
    });
  const best = candidates.reduce((a, b) => (b.share > a.share ? b : a));
  if (best.share >= LEAST_FAMILIAR) return best.text;
  return candidates.find(({ encoding }) => claimed.includes(encoding))?.text;
}

/** How many there are, for each Arabic letter, of undefined characters, controls, and Latin letters with accents beside one. */
function oddities(text: string): number {
  const odd = text.match(/\uFFFD|[\u0080-\u009F]|(?<=\p{Script=Arabic})[À-ÿ]|[À-ÿ](?=\p{Script=Arabic})/gu);
  const letters = text.match(/\p{Script=Arabic}/gu);
  return (odd?.length ?? 0) / Math.max(1, letters?.length ?? 0);
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function canonicalName(label: string | undefined): string | undefined {
  try {
    return label && new TextDecoder(label.trim()).encoding;
  } catch {
    return undefined;
  }
}

/** The encodings that an HTML page or an XML file declares in its first bytes. */
export function declaredInMarkup(bytes: Uint8Array): (string | undefined)[] {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const xml = /^\s*<\?xml[^>]*\bencoding=["']([\w:.-]+)/.exec(head)?.[1];
  const meta = /<meta[^>]+charset=["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  return [xml, meta];
}

/** The encoding that a Content-Type declares. */
export function declaredInContentType(contentType: string | undefined): string | undefined {
  return /;\s*charset=["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1];
}
