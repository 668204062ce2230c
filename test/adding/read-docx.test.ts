import { describe, expect, test } from 'vitest';
import { readDocx } from '../../src/adding/read-docx.ts';
import { makeDocx } from './support/make-docx.ts';
import { paragraphsOf } from './support/news.ts';

const read = (bytes: Uint8Array) => readDocx({ name: 'a.docx', bytes });
const BODY = paragraphsOf(1).join('\n');

test('paragraphs become lines, and the title is the document’s', async () => {
  const bytes = makeDocx(paragraphsOf(1), { title: 'مكتبة &amp; قاعة' });
  expect(await read(bytes)).toEqual({ title: 'مكتبة & قاعة', language: 'ar', body: BODY });
});

test('the title is the first heading where the document has none of its own', async () => {
  const bytes = makeDocx(paragraphsOf(1), { title: 'Document1', heading: 'مكتبة الحي' });
  expect(await read(bytes)).toMatchObject({ title: 'مكتبة الحي', body: BODY });
});

test('or else a first line that reads like a heading, and stays where it is', async () => {
  const bytes = makeDocx(['مكتبة الحي', ...paragraphsOf(1)]);
  expect(await read(bytes)).toMatchObject({ title: 'مكتبة الحي', body: `مكتبة الحي\n${BODY}` });
});

test('the date is that of a line of its own', async () => {
  const bytes = makeDocx(['السبت 14 آذار 2026', ...paragraphsOf(1)]);
  expect((await read(bytes)).published).toBe('2026-03-14');
});

describe('is refused', () => {
  test('where it is no Word document', async () => {
    const damaged = makeDocx(paragraphsOf(1)).subarray(0, 300);
    await expect(read(damaged)).rejects.toThrow(
      /^a\.docx: it can't be read as a Word document \(.+\)\. Open it in Word or LibreOffice and save it again\.$/,
    );
  });

  test('where it has no text', async () => {
    await expect(read(makeDocx(['']))).rejects.toThrow('a.docx: there is no text in it.');
  });

  test('where it holds more than its size shows', async () => {
    const bomb = makeDocx(paragraphsOf(1), {
      parts: { 'word/footnotes.xml': new Uint8Array(65 * 1024 * 1024) },
    });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(read(bomb)).rejects.toThrow('a.docx: unpacked it is larger than 67108864 bytes.');
  });

  test('where it lies about how much it holds, and is not unpacked further', async () => {
    const text = paragraphsOf(1).join(' ').repeat(200);
    const bytes = makeDocx([text]);
    // the size of word/document.xml, unpacked, in the directory at the archive's end
    const entry = bytes.lastIndexOf('word/document.xml') - 46;
    bytes.writeUInt32LE(400, entry + 24);
    await expect(read(bytes)).rejects.toThrow(/^a\.docx: it can't be read as a Word document/);
  });
});
