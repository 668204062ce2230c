import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitPassages } from '../../src/corpus/split-passages.ts';

const articleOf = (body: string) => ({ id: 'a', title: 'a', language: 'ar', body });

const body = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'التقى',
        'الرئيس',
        'د.',
        '3.5',
        '.',
        '؟',
        '!',
        '…',
        '"',
        '«',
        '»',
        ' ',
        '\n',
        '\r\n',
        '***',
        '😀',
      ),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('every passage', () => {
  test('is the article between its offsets, in order, numbered from 1', () => {
    fc.assert(
      fc.property(body, (text) => {
        const passages = splitPassages(articleOf(text));
        let end = 0;
        for (const [position, passage] of passages.entries()) {
          expect(text.slice(passage.start, passage.end)).toBe(passage.text);
          expect(passage.start).toBeGreaterThanOrEqual(end);
          expect(passage.end).toBeGreaterThan(passage.start);
          expect(passage.sentence).toBe(position + 1);
          end = passage.end;
        }
      }),
    );
  });

  test('together they hold every letter and digit of the article', () => {
    const wordsOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(body, (text) => {
        const together = splitPassages(articleOf(text)).map((passage) => passage.text);
        expect(wordsOf(together.join(''))).toBe(wordsOf(text));
      }),
    );
  });
});

test('paragraphs are the lines that hold text', () => {
  const passages = splitPassages(articleOf('***\nجملة أولى. جملة ثانية.\n\n* * *\nجملة ثالثة.'));
  expect(passages.map(({ text, paragraph }) => [paragraph, text])).toEqual([
    [1, 'جملة أولى.'],
    [1, 'جملة ثانية.'],
    [2, 'جملة ثالثة.'],
  ]);
});
