import { expect, test } from 'vitest';
import { createWordVectors } from '../../src/retrieval/word-vectors.ts';
import { letterEmbedder } from '../support/index-fixture.ts';

test('a prepared word is like itself, and more like one of the same letters than like another', async () => {
  const vectors = createWordVectors(letterEmbedder());
  await vectors.prepare(['قمة', 'مقة', 'نفط']);
  const [summit, same, oil] = ['قمة', 'مقة', 'نفط'].map(vectors.idOf) as [number, number, number];
  const [toItself, toSame, toOil] = [...vectors.compareWith([summit, same, oil])(summit)];
  expect(toItself).toBe(1);
  expect(toSame).toBeCloseTo(1);
  expect(toOil).toBeLessThan(0.9);
});

test('a word that was not prepared is like nothing', async () => {
  const vectors = createWordVectors(letterEmbedder());
  await vectors.prepare(['قمة']);
  expect(vectors.idOf('نفط')).toBe(-1);
  const compare = vectors.compareWith([vectors.idOf('قمة'), -1]);
  expect([...compare(vectors.idOf('نفط'))]).toEqual([0, 0]);
  expect([...compare(vectors.idOf('قمة'))]).toEqual([1, 0]);
});

test('never more words are kept than were allowed, and those asked for last are there', async () => {
  const vectors = createWordVectors(letterEmbedder(), { mostWords: 3 });
  await vectors.prepare(['ا', 'ب', 'ت']);
  await vectors.prepare(['ث', 'ا']);
  expect(['ا', 'ب', 'ت', 'ث'].map((word) => vectors.idOf(word) >= 0)).toEqual([true, false, false, true]);
});
