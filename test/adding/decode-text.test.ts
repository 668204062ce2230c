import { describe, expect, test } from 'vitest';
import { declaredInContentType, declaredInMarkup, decodeText } from '../../src/adding/decode-text.ts';
import { encode } from './support/encode.ts';

const ARABIC =
  'التقى الرئيس الروسي، الخميس، نظيره الصيني على هامش قمة منظمة شنغهاي للتعاون في سمرقند، وقال إن العلاقات بين البلدين مهمة.';

const decode = (bytes: Uint8Array, ...declared: (string | undefined)[]) =>
  decodeText({ bytes, name: 'a.txt', declared });

describe('the encoding is recognised', () => {
  test.each([['utf-8'], ['windows-1256'], ['iso-8859-6'], ['utf-16le'], ['utf-16be']] as const)(
    '%s, without a declaration',
    (encoding) => {
      const text = encoding === 'iso-8859-6' ? ARABIC.replaceAll('؟', '.') : ARABIC;
      expect(decode(encode(text, encoding))).toBe(text);
    },
  );

  test.each([
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ] as const)('%s by its mark, which is no text, whatever is declared', (encoding, mark) => {
    const bytes = Buffer.concat([Buffer.from(mark), encode(ARABIC, encoding)]);
    expect(decode(bytes, 'windows-1256')).toBe(ARABIC);
  });

  test.each([
    ['utf-8', 'windows-1256'],
    ['utf-8', 'iso-8859-1'],
    ['windows-1256', 'utf-8'],
    ['windows-1256', 'iso-8859-6'],
    ['windows-1256', 'iso-8859-1'],
    ['iso-8859-6', 'windows-1256'],
    ['windows-1256', 'no-such-encoding'],
  ] as const)('%s, where %s is declared', (encoding, declared) => {
    expect(decode(encode(ARABIC, encoding), declared)).toBe(ARABIC);
  });

  test('a declaration decides where the words do not', () => {
    expect(decode(Uint8Array.of(0xe9, 0x74, 0xe9), 'iso-8859-1')).toBe('été');
  });
});

test.each([
  ["its encoding can't be told. Save it again as UTF-8.", Uint8Array.of(0xe9, 0x74, 0xe9)],
  ['it is not text. Give a file of another format its extension.', Uint8Array.of(1, 0, 2, 0, 3, 3)],
])('says that %s', (message, bytes) => {
  expect(() => decode(bytes)).toThrow(`a.txt: ${message}`);
});

test('declarations are found in a meta tag of either kind, in an XML declaration and in a content type', () => {
  const found = (markup: string) =>
    declaredInMarkup(Buffer.from(markup)).find((label) => label !== undefined);
  expect(found('<html><head><meta charset="windows-1256">')).toBe('windows-1256');
  expect(found('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">')).toBe(
    'iso-8859-6',
  );
  expect(found('<?xml version="1.0" encoding="windows-1256"?><rss>')).toBe('windows-1256');
  expect(declaredInContentType('text/html; Charset="Windows-1256"')).toBe('Windows-1256');
  expect(declaredInContentType('text/html')).toBeUndefined();
});
