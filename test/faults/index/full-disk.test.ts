import { readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildIndex } from '../../../src/indexing/build-index.ts';
import { IndexError } from '../../../src/indexing/index-error.ts';
import { openIndex } from '../../../src/indexing/open-index.ts';
import { letterEmbedder } from '../../support/letter-embedder.ts';
import { plainAnalyser } from '../../support/plain-analyser.ts';
import { edition, editionsOf } from './programs/editions.ts';
import { reportFailures } from './support/report-failures.ts';
import { mountSmallDisk, type SmallDisk } from './support/small-disk.ts';

/** Enough for files of many pages. */
const ARTICLES = 10;
/** Room for two indexes; the file system counts in pages. */
const DISK_BYTES = 1024 * 1024;
const PAGE = 4096;

const disks = [await mountSmallDisk(DISK_BYTES), await mountSmallDisk(DISK_BYTES)];
const [fullDisk, readOnlyDisk] = disks;
afterAll(async () => {
  for (const disk of disks) await disk?.remove();
});

const build = (number: number, directory: string) =>
  buildIndex({
    graphFrom: 1,
    articles: edition(number, ARTICLES),
    embedder: letterEmbedder(),
    analyser: plainAnalyser(),
    directory,
  });

async function failureOf(building: Promise<unknown>): Promise<unknown> {
  return building.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function editionIn(directory: string): Promise<string[]> {
  const { passages } = await openIndex(directory);
  return [...editionsOf(Array.from(passages, ({ text }) => text))].map(String);
}

describe.skipIf(fullDisk === undefined)('on a disk that fills up (skipped where none can be mounted)', () => {
  test('a build fails in words at whatever byte it is, and the index before stays', async () => {
    const { directory: disk } = fullDisk as SmallDisk;
    const directory = join(disk, 'index');
    await build(1, directory);
    const failures: string[] = [];
    let injected = 0;
    for (let pages = 0; ; pages += 1) {
      await fillUp(disk, pages);
      const error = await failureOf(build(2, directory));
      await rm(join(disk, 'filler'));
      if (error === undefined) break;
      injected += 1;
      if (!(error instanceof IndexError) || !error.message.endsWith('Free some space, or set INDEX_DIR.')) {
        failures.push(`${pages} pages free: ${error instanceof Error ? error.stack : String(error)}`);
      }
      const found = await editionIn(directory);
      if (found.join() !== '1') failures.push(`${pages} pages free: the index holds edition ${found}`);
      const left = (await readdir(join(directory, 'versions'))).filter((name) => name.startsWith('.'));
      if (left.length > 0) failures.push(`${pages} pages free: ${left} was left`);
    }
    reportFailures('the disk full while an index is built', injected, failures);
    // An index takes that many pages at least, most of them for its vectors.
    expect(injected).toBeGreaterThan(20);
    expect(await editionIn(directory)).toEqual(['2']);
  });
});

/** Leaves so many pages free. */
async function fillUp(disk: string, pages: number): Promise<void> {
  const { bavail, bsize } = await statfs(disk);
  await writeFile(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - pages * PAGE)));
}

describe.skipIf(readOnlyDisk === undefined)(
  'in a read-only folder (skipped where none can be mounted)',
  () => {
    test('an index opens, and a build fails in words', async () => {
      const { directory: disk, makeReadOnly } = readOnlyDisk as SmallDisk;
      const directory = join(disk, 'index');
      await build(1, directory);
      await makeReadOnly();
      expect(await editionIn(directory)).toEqual(['1']);
      expect(await failureOf(build(2, directory))).toMatchObject({
        name: 'IndexError',
        problem: 'unwritable',
        message: `${directory}: the index can't be written (EROFS). Make the folder writable, or set INDEX_DIR.`,
      });
      expect(await editionIn(directory)).toEqual(['1']);
      reportFailures('a read-only index folder', 1, []);
    });
  },
);
