import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BotApiError } from '../../../src/playground/emulator/bot-api-error.ts';
import type { TextEntity } from '../../../src/playground/emulator/formatted-text.ts';
import { parseHtml } from '../../../src/playground/emulator/html-parser.ts';

/** Any UTF-16 code units: emoji, Arabic and lone surrogates among them. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.stringMatching(/^[<>&"'a;#/ 😀سؤال]{0,20}$/u),
);

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function problemOf(html: string): string {
  try {
    parseHtml(html);
  } catch (error) {
    if (error instanceof BotApiError) return error.message;
    throw error;
  }
  return 'none';
}

describe('parseHtml', () => {
  it('gives escaped text back, whatever it holds', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseHtml(escapeHtml(text))).toEqual({ text, entities: [] });
      }),
    );
  });

  it('measures what a tag wraps in UTF-16 code units', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, inside, after) => {
        const html = `${escapeHtml(before)}<b>${escapeHtml(inside)}</b>${escapeHtml(after)}`;
        const { text, entities } = parseHtml(html);
        expect(text).toBe(before + inside + after);
        const bold = { type: 'bold', offset: before.length, length: inside.length };
        expect(entities).toEqual(inside === '' ? [] : [bold]);
      }),
    );
  });

  it('finds every nested entity around its own text', () => {
    const tags = ['b', 'i', 'u', 's', 'code', 'tg-spoiler', 'blockquote'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...tags), anyText), { maxLength: 6 }), (levels) => {
        const html = levels.reduceRight(
          (inner, [tag, text]) => `<${tag}>${escapeHtml(text)}${inner}</${tag}>`,
          '',
        );
        const { text, entities } = parseHtml(html);
        const all = levels.map(([, part]) => part).join('');
        expect(text).toBe(all);
        for (const entity of entities) expect(entity.offset + entity.length).toBe(all.length);
        const offsets = levels.map((_, depth) =>
          levels.slice(0, depth).reduce((sum, [, part]) => sum + part.length, 0),
        );
        expect(entities.map((entity) => entity.offset)).toEqual(
          offsets.filter((offset) => offset < all.length),
        );
      }),
    );
  });

  it.each<[string, TextEntity['type']]>([
    ['b', 'bold'],
    ['STRONG', 'bold'],
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
  ])('reads <%s> as %s', (tag, type) => {
    expect(parseHtml(`<${tag}>س</${tag}>`).entities).toEqual([{ type, offset: 0, length: 1 }]);
  });

  it('reads tags with attributes', () => {
    const html =
      '<a href="https://example.com/?a=1&amp;b=2">رابط</a><span class="tg-spoiler">سر</span>' +
      '<pre><code class="language-ts">x</code></pre><blockquote expandable>قول</blockquote>';
    expect(parseHtml(html)).toEqual({
      text: 'رابطسرxقول',
      entities: [
        { type: 'text_link', offset: 0, length: 4, url: 'https://example.com/?a=1&b=2' },
        { type: 'spoiler', offset: 4, length: 2 },
        { type: 'pre', offset: 6, length: 1, language: 'ts' },
        { type: 'expandable_blockquote', offset: 7, length: 3 },
      ],
    });
  });

  it('drops links that lead nowhere, and languages of inline code', () => {
    expect(
      parseHtml('<a href="javascript:alert(1)">س</a><code class="language-ts">x</code>').entities,
    ).toEqual([{ type: 'code', offset: 1, length: 1 }]);
  });

  it('knows four names and all numbers of characters, and leaves the rest as it is', () => {
    expect(parseHtml('&lt;&gt;&amp;&quot;&#1587;&#x633;&lt').text).toBe('<>&"سس<');
    expect(parseHtml('&apos;&nbsp;&#0;&#x110000;& &;').text).toBe('&apos;&nbsp;&#0;&#x110000;& &;');
  });

  it.each([
    ['<x>', `Unsupported start tag "x" at byte offset 0`],
    ['سؤال <br/>', `Unsupported start tag "br/" at byte offset 9`],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['</b>', 'Unexpected end tag at byte offset 0'],
    ['<b>س', `Can't find end tag corresponding to start tag "b"`],
    ['<b><i>س</b></i>', 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'],
    ['<b>س</b', 'Unclosed end tag at byte offset 5'],
    ['<span>س</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a href>س</a>', 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'],
    ['<a ="x">س</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<a href=a/b>س</a>', 'Unexpected end of name token at byte offset 8'],
  ])('refuses %s', (html, problem) => {
    expect(problemOf(html)).toBe(`Bad Request: can't parse entities: ${problem}`);
  });

  it('refuses halves of surrogate pairs written as numbers', () => {
    expect(problemOf('&#xd83d;')).toContain('check for unmatched surrogate code units');
  });
});
