import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { IndexError } from '../../src/indexing/index-error.ts';
import { INDEX_FILES, type Manifest } from '../../src/indexing/manifest.ts';
import { openIndex } from '../../src/indexing/open-index.ts';
import { articleOf, articles, letterEmbedder, plainAnalyser } from '../support/index-fixture.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const embedder = letterEmbedder();
const analyser = plainAnalyser();

/** An index folder, and the paths of the files in it. */
async function builtIndex() {
  const directory = await temporaryDirectory();
  const manifest = await buildIndex({ articles, embedder, analyser, directory, graphFrom: 1 });
  return { directory, manifest, pathOf: (file: string) => pathIn(directory, manifest, file) };
}

function pathIn(directory: string, { version }: Manifest, file: string): string {
  return file === 'manifest.json' ? join(directory, file) : join(directory, 'versions', version, file);
}

async function refusal(directory: string): Promise<IndexError> {
  const error = await openIndex(directory).then(
    () => new Error('the index opened'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof IndexError)) throw error;
  return error;
}

const everyFile = ['manifest.json', ...INDEX_FILES];

describe.each(everyFile)('%s', (file) => {
  test('missing', async () => {
    const { directory, pathOf } = await builtIndex();
    await rm(pathOf(file));
    expect(await refusal(directory)).toMatchObject({
      problem: 'missing',
      message: `${pathOf(file)}: there is no such file. Build the index: npm run index.`,
    });
  });

  test.each([0, 1, 0.5])('truncated to a share of %d', async (share) => {
    const { directory, pathOf } = await builtIndex();
    const { length } = await readFile(pathOf(file));
    await truncate(pathOf(file), share === 1 ? length - 1 : Math.floor(length * share));
    // A manifest without its last line end still says everything, so nothing is wrong with it.
    if (file === 'manifest.json' && share === 1) await expect(openIndex(directory)).resolves.toBeDefined();
    else expect((await refusal(directory)).message).toMatch(/damaged.* Rebuild the index: npm run index\.$/);
  });

  test('with any one bit flipped', async () => {
    const { directory, pathOf } = await builtIndex();
    const whole = await readFile(pathOf(file));
    for (let round = 0; round < 60; round += 1) {
      const damaged = Buffer.from(whole);
      const position = Math.floor((round / 60) * whole.length);
      damaged[position] = (damaged[position] ?? 0) ^ (1 << (round % 8));
      await writeFile(pathOf(file), damaged);
      const opened = await openIndex(directory).then(
        ({ manifest }) => manifest,
        (error: unknown) => error,
      );
      // White space between the manifest's fields means nothing; whatever opens must say the very same.
      if (opened instanceof Error) expect(opened).toBeInstanceOf(IndexError);
      else expect([file, opened]).toEqual(['manifest.json', JSON.parse(whole.toString(), withoutHash)]);
    }
  });

  test('replaced by something foreign', async () => {
    const { directory, pathOf } = await builtIndex();
    await writeFile(pathOf(file), '{"some":"other file"}');
    expect((await refusal(directory)).message).toContain(pathOf(file));
  });

  test('taken from another index', async () => {
    const { directory, pathOf } = await builtIndex();
    const other = await temporaryDirectory();
    const manifest = await buildIndex({
      articles: [articleOf('other', 'نص آخر تماما.')],
      embedder,
      analyser,
      directory: other,
      graphFrom: 1,
    });
    await cp(pathIn(other, manifest, file), pathOf(file));
    expect((await refusal(directory)).message).toMatch(/npm run index\.$/);
  });
});

function withoutHash(this: unknown, key: string, value: unknown): unknown {
  const isTop = typeof this === 'object' && this !== null && 'format' in this;
  return key === 'sha256' && isTop ? undefined : value;
}

describe('a manifest', () => {
  test('of another format version is stale', async () => {
    const { directory, pathOf } = await builtIndex();
    const manifest = JSON.parse(await readFile(pathOf('manifest.json'), 'utf8'));
    await writeFile(pathOf('manifest.json'), JSON.stringify({ ...manifest, formatVersion: 999 }));
    expect(await refusal(directory)).toMatchObject({
      problem: 'stale',
      message: `${pathOf('manifest.json')}: the index is of another version of Isnad. Rebuild it: npm run index.`,
    });
  });

  test.each([
    ['the dimension', { model: { name: 'letters', fingerprint: 'a'.repeat(64), dimension: 4 } }],
    ['the folder', { version: '../../elsewhere' }],
  ])('that lies about %s is refused', async (_, lie) => {
    const { directory, pathOf } = await builtIndex();
    const manifest = JSON.parse(await readFile(pathOf('manifest.json'), 'utf8'));
    await writeFile(pathOf('manifest.json'), JSON.stringify({ ...manifest, ...lie }));
    expect((await refusal(directory)).problem).toBe('damaged');
  });
});

test('a folder that does not exist is a missing index', async () => {
  expect(await refusal('/nowhere/index')).toMatchObject({ problem: 'missing' });
});
