import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { projectRoot } from '../../src/project-root.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

test('reads the articles of a folder in order and passes over everything else', async () => {
  const directory = await temporaryDirectory();
  await writeFile(join(directory, 'b.txt'), 'نص ثان.');
  await writeFile(join(directory, 'a.md'), 'نص أول.');
  await writeFile(join(directory, '.hidden.md'), 'مخفي.');
  await writeFile(join(directory, 'picture.png'), 'x');
  await mkdir(join(directory, 'drafts.md'));
  expect((await readCorpus(directory)).map(({ id, body }) => [id, body])).toEqual([
    ['a', 'نص أول.'],
    ['b', 'نص ثان.'],
  ]);
});

test('does not count a byte order mark as text', async () => {
  const directory = await temporaryDirectory();
  await writeFile(join(directory, 'a.txt'), '\uFEFFنص.');
  expect((await readCorpus(directory))[0]?.body).toBe('نص.');
});

test('reads the event’s own article, fifteen lines', async () => {
  const [article] = await readCorpus(join(projectRoot, 'corpus'));
  const file = await readFile(join(projectRoot, 'corpus', 'samarkand-2022.md'), 'utf8');
  expect(article?.id).toBe('samarkand-2022');
  expect(article?.body.split('\n')).toHaveLength(15);
  expect(file.endsWith(article?.body ?? 'missing')).toBe(true);
});

test('says where there is no folder', async () => {
  await expect(readCorpus('/nowhere/at/all')).rejects.toThrow(
    "/nowhere/at/all: the corpus folder can't be read (ENOENT). Set CORPUS_DIR.",
  );
});

test('says where there is no article', async () => {
  const directory = await temporaryDirectory();
  await expect(readCorpus(directory)).rejects.toThrow(
    `${directory}: no article there. Put at least one .md or .txt file into the folder.`,
  );
});

test('refuses two files of one name', async () => {
  const directory = await temporaryDirectory();
  await writeFile(join(directory, 'a.md'), 'نص.');
  await writeFile(join(directory, 'a.txt'), 'نص.');
  await expect(readCorpus(directory)).rejects.toThrow(
    `${directory}: two files are named a. Rename one: the name identifies the article.`,
  );
});

test('refuses text in another encoding', async () => {
  const directory = await temporaryDirectory();
  // "نص" in Windows-1256.
  await writeFile(join(directory, 'a.txt'), Buffer.from([0xe4, 0xd5]));
  await expect(readCorpus(directory)).rejects.toThrow(
    `${join(directory, 'a.txt')}: the file is not UTF-8 text. Save it again as UTF-8.`,
  );
});
