import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { ensureIndex } from '../../src/indexing/ensure-index.ts';
import { openIndex } from '../../src/indexing/open-index.ts';
import { passageTerms } from '../../src/indexing/passage-terms.ts';
import { articleOf, articles, letterEmbedder, plainAnalyser } from '../support/index-fixture.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const embedder = letterEmbedder();
const analyser = plainAnalyser();

/** Makes a file or folder look as old as if nobody were at work on it any more. */
const age = (path: string) => utimes(path, new Date('2020-01-01'), new Date('2020-01-01'));

describe('an index that was built', () => {
  test('opens with its articles, passages and both searches', async () => {
    const directory = await temporaryDirectory();
    const manifest = await buildIndex({ articles, embedder, analyser, directory });
    const index = await openIndex(directory);
    expect(index.manifest).toEqual(manifest);
    expect([...index.articles.keys()].map(index.readArticle)).toEqual(articles);
    expect(Array.from(index.passages, ({ article, sentence }) => [article, sentence])).toEqual([
      ['summit', 1],
      ['summit', 2],
      ['summit', 3],
      ['weather', 1],
      ['weather', 2],
    ]);
    for (const { article, start, end, text } of index.passages) {
      expect(index.readArticle(article)?.body.slice(start, end)).toBe(text);
    }
    const [found] = index.terms.search(passageTerms('متى تأسست المنظمة؟'), 1);
    expect(found?.passage).toBe(1);
    const [vector] = await embedder.embed(['هطل المطر على المدينة.'], 'query');
    expect(vector && index.vectors.nearest(vector, 1)[0]?.passage).toBe(3);
  });

  test('reports its progress to the end', async () => {
    const directory = await temporaryDirectory();
    const steps: [string, number, number][] = [];
    const many = articleOf('many', ...Array.from({ length: 100 }, (_, number) => `جملة رقم ${number}.`));
    await buildIndex({
      articles: [many],
      embedder,
      analyser,
      directory,
      onProgress: (...step) => steps.push(step),
      graphFrom: 100,
    });
    expect(steps).toEqual([
      ['passages', 64, 100],
      ['passages', 100, 100],
      ['words', 64, 102],
      ['words', 102, 102],
      ['graph', 100, 100],
    ]);
  });

  test('replaces the one before, which stays, as does whatever is young enough to be another build', async () => {
    const directory = await temporaryDirectory();
    const versions = join(directory, 'versions');
    const built = [];
    for (let round = 0; round < 3; round += 1)
      built.push((await buildIndex({ articles, embedder, analyser, directory })).version);
    expect((await readdir(versions)).sort()).toEqual(built.toSorted());
    const staging = `.${randomUUID()}`;
    await mkdir(join(versions, staging));
    for (const name of [...built, staging]) await age(join(versions, name));
    const last = await buildIndex({ articles, embedder, analyser, directory });
    expect((await readdir(versions)).sort()).toEqual([built[2], last.version].sort());
    expect((await openIndex(directory)).manifest).toEqual(last);
  });

  test('removes nothing that it did not make', async () => {
    const directory = await temporaryDirectory();
    const own = join(directory, 'versions', 'my-notes');
    await mkdir(own, { recursive: true });
    await age(own);
    const { version } = await buildIndex({ articles, embedder, analyser, directory });
    expect((await readdir(join(directory, 'versions'))).sort()).toEqual([version, 'my-notes'].sort());
  });

  test('opens whatever builds ran beside its own', async () => {
    const directory = await temporaryDirectory();
    for (let round = 0; round < 10; round += 1) {
      const builds = await Promise.all(
        Array.from({ length: 3 }, () => buildIndex({ articles, embedder, analyser, directory })),
      );
      const versions = builds.map(({ version }) => version);
      expect(versions).toContain((await openIndex(directory)).manifest.version);
    }
  });

  test('is not touched by a build that fails midway', async () => {
    const directory = await temporaryDirectory();
    const before = await buildIndex({ articles, embedder, analyser, directory });
    const failing = { ...embedder, embed: () => Promise.reject(new Error('the model broke')) };
    const more = [...articles, articleOf('more', 'نص جديد.')];
    await expect(buildIndex({ articles: more, embedder: failing, analyser, directory })).rejects.toThrow(
      'the model broke',
    );
    expect((await openIndex(directory)).manifest).toEqual(before);
    expect(await readdir(join(directory, 'versions'))).toEqual([before.version]);
  });
});

describe('ensuring an index', () => {
  test('builds what is missing and then does nothing', async () => {
    const directory = await temporaryDirectory();
    const reasons: string[] = [];
    const options = { articles, embedder, analyser, directory, onBuild: (why: string) => reasons.push(why) };
    const first = await ensureIndex(options);
    const second = await ensureIndex(options);
    expect([first.built, second.built]).toEqual([true, false]);
    expect(second.index.manifest).toEqual(first.index.manifest);
    expect(reasons).toEqual(['there is none yet']);
  });

  test.each([
    ['the articles changed', { articles: [articleOf('summit', 'نص آخر.')] }],
    ['the articles changed', { articles: articles.map((article) => ({ ...article, publisher: 'وكالة' })) }],
    ['the model changed to letters', { embedder: letterEmbedder({ fingerprint: 'b'.repeat(64) }) }],
    ['the text analysis changed', { analyser: plainAnalyser({ fingerprint: 'another lexicon' }) }],
    ['a rebuild was asked for', { force: true }],
  ])('rebuilds where %s', async (reason, change) => {
    const directory = await temporaryDirectory();
    await buildIndex({ articles, embedder, analyser, directory });
    const reasons: string[] = [];
    const onBuild = (why: string) => reasons.push(why);
    const { built } = await ensureIndex({ articles, embedder, analyser, directory, onBuild, ...change });
    expect([built, ...reasons]).toEqual([true, reason]);
  });

  test('rebuilds where a file is damaged', async () => {
    const directory = await temporaryDirectory();
    await buildIndex({ articles, embedder, analyser, directory });
    await writeFile(join(directory, 'manifest.json'), '{');
    expect((await ensureIndex({ articles, embedder, analyser, directory })).built).toBe(true);
    await expect(openIndex(directory)).resolves.toBeDefined();
  });
});

test('a folder that belongs to something else is left alone', async () => {
  const directory = await temporaryDirectory();
  const path = join(directory, 'manifest.json');
  await writeFile(path, '{"name":"my web app"}');
  const refusal = `${path}: this is no index of Isnad. Set INDEX_DIR to another folder.`;
  await expect(ensureIndex({ articles, embedder, analyser, directory })).rejects.toThrow(refusal);
  await expect(buildIndex({ articles, embedder, analyser, directory })).rejects.toThrow(refusal);
  expect(await readFile(path, 'utf8')).toBe('{"name":"my web app"}');
});

test('a folder that can’t be written is named', async () => {
  const directory = join(await temporaryDirectory(), 'file');
  await writeFile(directory, '');
  await expect(buildIndex({ articles, embedder, analyser, directory })).rejects.toThrow(
    expect.objectContaining({
      name: 'IndexError',
      problem: 'unwritable',
      message: `${directory}: the index can't be written (ENOTDIR). There is a file where a folder should be: set INDEX_DIR.`,
    }),
  );
});
