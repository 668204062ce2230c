import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '../../../src/arabic/fold.ts';
import { loadWordPieces } from '../../../src/retrieval/reader/word-pieces.ts';

const { pieces } = JSON.parse(readFileSync('test/fixtures/reader.json', 'utf8')) as {
  pieces: { text: string; ids: number[] }[];
};
const { idsOf, opening, closing, unknown } = await loadWordPieces('models/isnad-ar-reader');

test('500 texts are cut into the pieces that training cut them into, and so are their folded forms', () => {
  expect(pieces).toHaveLength(500);
  const differing = pieces.filter(({ text, ids }) => String(idsOf(text)) !== String(ids));
  const folded = pieces.filter(({ text, ids }) => String(idsOf(fold(text))) !== String(ids));
  expect({ differing, folded }).toEqual({ differing: [], folded: [] });
});

test('a word has the pieces that it has in its sentence', () => {
  const sentence = 'التقى الرئيس الروسي نظيره الصيني وللاقتصاد 15 سبتمبر';
  expect(sentence.split(' ').flatMap(idsOf)).toEqual(idsOf(sentence));
});

test('digits are one, however they are written', () => {
  expect(idsOf('١٥')).toEqual(idsOf('15'));
  expect(idsOf('١٬٥٠٠')).toEqual(idsOf('1,500'));
});

test('an article does not change the word that follows it', () => {
  expect(idsOf('المنظمة').at(-1)).toBe(idsOf('منظمة').at(-1));
});

test('nothing has no pieces, and the marks of a sequence are single tokens', () => {
  expect(idsOf('')).toEqual([]);
  expect(new Set([opening, closing, unknown]).size).toBe(3);
});

test('a folder without a tokenizer is refused', async () => {
  await expect(loadWordPieces('models/isnad-ar-background')).rejects.toThrow('tokenizer');
});
