import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { JOURNAL_FOLDER, openBuildJournal } from '../../src/indexing/build-journal.ts';
import { createFileStore } from '../../src/indexing/file-store.ts';
import { INDEX_FILES } from '../../src/indexing/manifest.ts';
import { openIndex } from '../../src/indexing/open-index.ts';
import { createQuantisedVectors } from '../../src/indexing/quantised-vectors.ts';
import { articleOf, articles, letterEmbedder, plainAnalyser } from '../support/index-fixture.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const analyser = plainAnalyser();

/** An embedder that notes what it is given. */
function notingEmbedder(embedder = letterEmbedder()) {
  const embedded: string[] = [];
  const noting: Embedder = {
    ...embedder,
    async embed(texts, kind) {
      embedded.push(...texts);
      return embedder.embed(texts, kind);
    },
  };
  return { embedder: noting, embedded };
}

/** The bytes of every file of the published version. */
async function filesOf(directory: string) {
  const { manifest } = await openIndex(directory);
  const present = INDEX_FILES.filter((file) => manifest.files[file] !== undefined);
  return Object.fromEntries(
    await Promise.all(
      present.map(async (file) => [
        file,
        (await readFile(join(directory, 'versions', manifest.version, file))).toString('base64'),
      ]),
    ),
  );
}

describe('a second build', () => {
  test('embeds only what is new, and forgets what is gone', async () => {
    const directory = await temporaryDirectory();
    await buildIndex({ articles, embedder: letterEmbedder(), analyser, directory });
    const { embedder, embedded } = notingEmbedder();
    const [first] = articles;
    const changed = [first as Article, articleOf('news', 'انهمر الثلج. أغلقت المدارس أبوابها.')];
    await buildIndex({ articles: changed, embedder, analyser, directory });
    expect(embedded).toEqual(['انهمر الثلج.', 'أغلقت المدارس أبوابها.', 'انهمر', 'الثلج']);
    const store = createFileStore(await openIndex(directory));
    expect([...store.articles.keys()]).toEqual(['summit', 'news']);
    expect(store.terms.documentFrequency('مطر')).toBe(0);
  });

  test('embeds words by a model of their own, of other dimensions, and keeps what both embedded', async () => {
    const directory = await temporaryDirectory();
    const fresh = await temporaryDirectory();
    const texts = notingEmbedder();
    const words = notingEmbedder(letterEmbedder({ fingerprint: 'b'.repeat(64), dimension: 5 }));
    const embedder = { ...texts.embedder, words: words.embedder };
    await buildIndex({ articles, embedder, analyser, directory, journalledEvery: 1 });
    const changed = [...articles, articleOf('news', 'انهمر الثلج.')];
    const before = [texts.embedded.length, words.embedded.length];
    await buildIndex({ articles: changed, embedder, analyser, directory });
    expect(texts.embedded.slice(before[0])).toEqual(['انهمر الثلج.']);
    expect(words.embedded.slice(before[1])).toEqual(['انهمر', 'الثلج']);
    await buildIndex({ articles: changed, embedder, analyser, directory: fresh });
    expect(await filesOf(directory)).toEqual(await filesOf(fresh));
    const { manifest } = await openIndex(directory);
    expect(manifest.model).toMatchObject({ dimension: 8, wordDimension: 5 });
  });

  test('goes on where one that was interrupted stopped, with both models', async () => {
    const directory = await temporaryDirectory();
    const texts = notingEmbedder();
    const words = notingEmbedder(letterEmbedder({ fingerprint: 'b'.repeat(64), dimension: 5 }));
    const failing: Embedder = {
      ...words.embedder,
      embed: async () => {
        throw new Error('cut off');
      },
    };
    // Far fewer texts than that: what a stage embedded is written down at its end whatever their number.
    const common = { articles, analyser, directory, journalledEvery: 1000 };
    await expect(buildIndex({ ...common, embedder: { ...texts.embedder, words: failing } })).rejects.toThrow(
      'cut off',
    );
    const embeddedOnce = texts.embedded.length;
    await buildIndex({ ...common, embedder: { ...texts.embedder, words: words.embedder } });
    expect(texts.embedded).toHaveLength(embeddedOnce);
    expect((await openIndex(directory)).manifest.model.wordDimension).toBe(5);
  });

  test.each([1, Number.POSITIVE_INFINITY])(
    'gives, byte for byte, what a build of everything gives (graph from %d)',
    async (graphFrom) => {
      const text = fc.constantFrom(
        'عقدت القمة.',
        'وصل الوفد.',
        'هطل المطر.',
        'زار الوزير المدينة.',
        'انتهت المباراة.',
      );
      const archive = fc
        .uniqueArray(
          fc.tuple(fc.integer({ min: 0, max: 9 }), fc.array(text, { minLength: 1, maxLength: 4 })),
          {
            selector: ([number]) => number,
            minLength: 1,
            maxLength: 6,
          },
        )
        .map((list) => list.map(([number, sentences]) => articleOf(`article-${number}`, ...sentences)));
      await fc.assert(
        fc.asyncProperty(fc.array(archive, { minLength: 2, maxLength: 3 }), async (archives) => {
          const directory = await temporaryDirectory();
          const fresh = await temporaryDirectory();
          const common = { embedder: letterEmbedder({ dimension: 32 }), analyser, graphFrom };
          for (const each of archives) await buildIndex({ ...common, articles: each, directory });
          await buildIndex({ ...common, articles: archives.at(-1) ?? [], directory: fresh });
          expect(await filesOf(directory)).toEqual(await filesOf(fresh));
        }),
        { numRuns: 12 },
      );
    },
  );

  test('embeds all anew for another model, or where it is told to', async () => {
    const directory = await temporaryDirectory();
    await buildIndex({ articles, embedder: letterEmbedder(), analyser, directory });
    const again = notingEmbedder();
    await buildIndex({ articles, embedder: again.embedder, analyser, directory, reuse: false });
    expect(again.embedded.length).toBeGreaterThan(5);
    const other = notingEmbedder(letterEmbedder({ fingerprint: 'b'.repeat(64) }));
    await buildIndex({ articles, embedder: other.embedder, analyser, directory });
    expect(other.embedded).toEqual(again.embedded);
  });

  test('takes nothing from a version that is damaged', async () => {
    const directory = await temporaryDirectory();
    const { version } = await buildIndex({ articles, embedder: letterEmbedder(), analyser, directory });
    const path = join(directory, 'versions', version, 'vectors.bin');
    const bytes = await readFile(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(path, bytes);
    const { embedder, embedded } = notingEmbedder();
    await buildIndex({ articles, embedder, analyser, directory });
    expect(embedded.length).toBeGreaterThan(5);
  });
});

describe('a build that was interrupted', () => {
  const many = Array.from({ length: 30 }, (_, number) =>
    articleOf(
      `many-${number}`,
      ...Array.from({ length: 10 }, (_, at) => `جملة ${number * 10 + at} عن الخبر.`),
    ),
  );

  test('goes on where it stopped', async () => {
    const directory = await temporaryDirectory();
    const { embedder } = notingEmbedder();
    let batches = 0;
    const breaking: Embedder = {
      ...embedder,
      async embed(texts, kind) {
        batches += 1;
        if (batches === 8) throw new Error('the power went');
        return embedder.embed(texts, kind);
      },
    };
    const build = (with_: Embedder) =>
      buildIndex({ articles: many, embedder: with_, analyser, directory, journalledEvery: 50 });
    await expect(build(breaking)).rejects.toThrow('the power went');
    expect((await readdir(join(directory, JOURNAL_FOLDER))).length).toBeGreaterThan(0);
    const resumed = notingEmbedder();
    await build(resumed.embedder);
    const sentences = resumed.embedded.filter((text) => text.includes(' '));
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.length).toBeLessThan(200);
    expect(await readdir(directory)).not.toContain(JOURNAL_FOLDER);
    const fresh = await temporaryDirectory();
    await buildIndex({ articles: many, embedder: letterEmbedder(), analyser, directory: fresh });
    expect(await filesOf(directory)).toEqual(await filesOf(fresh));
  });

  test('goes on with its graph where it stopped', async () => {
    const directory = await temporaryDirectory();
    const linked: number[] = [];
    const build = (stopAt: number) =>
      buildIndex({
        articles: many,
        embedder: letterEmbedder({ dimension: 32 }),
        analyser,
        directory,
        journalledEvery: 50,
        graphFrom: 1,
        graphSavedEvery: 100,
        onProgress(stage, done) {
          if (stage !== 'graph') return;
          linked.push(done);
          if (done === stopAt) throw new Error('the power went');
        },
      });
    await expect(build(300)).rejects.toThrow('the power went');
    expect(
      (await readdir(join(directory, JOURNAL_FOLDER))).filter((name) => name.startsWith('graph-')),
    ).toEqual([expect.stringMatching(/^graph-200-/)]);
    await build(0);
    expect(linked).toEqual([300, 300]);
    expect(await readdir(directory)).not.toContain(JOURNAL_FOLDER);
    const store = createFileStore(await openIndex(directory));
    const [vector = new Float32Array()] = await letterEmbedder({ dimension: 32 }).embed(
      ['جملة 123 عن الخبر.'],
      'query',
    );
    const found = await store.nearest(vector, { count: 300 });
    expect(new Set(found.map(({ passage }) => passage)).size).toBe(300);
  });

  test('passes over a part of its journal that is damaged, whatever is wrong with it', async () => {
    const directory = await temporaryDirectory();
    const { vectors, set } = createQuantisedVectors({ dimension: 4, count: 2 });
    set(0, Float32Array.of(1, 0, 0, 0));
    set(1, Float32Array.of(0, 0.6, 0.8, 0));
    const journal = await openBuildJournal({ directory, dimension: 4, writtenEvery: 1 });
    await journal.record('two', vectors);
    expect((await openBuildJournal({ directory, dimension: 4, writtenEvery: 1 })).vectorsOf('two')).toEqual(
      vectors,
    );
    expect(
      (await openBuildJournal({ directory, dimension: 8, writtenEvery: 1 })).vectorsOf('two'),
    ).toBeUndefined();
    const [name = ''] = await readdir(join(directory, JOURNAL_FOLDER));
    const path = join(directory, JOURNAL_FOLDER, name);
    const whole = await readFile(path);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, change, isCut) => {
          const damaged = Buffer.from(whole);
          damaged[at] = (damaged[at] ?? 0) ^ change;
          await writeFile(path, isCut ? whole.subarray(0, at) : damaged);
          expect(
            (await openBuildJournal({ directory, dimension: 4, writtenEvery: 1 })).vectorsOf('two'),
          ).toBeUndefined();
        },
      ),
      { numRuns: 40 },
    );
  });
});
