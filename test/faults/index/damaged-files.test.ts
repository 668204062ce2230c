import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../evaluation/seeded-random.ts';
import { buildIndex } from '../../../src/indexing/build-index.ts';
import {
  INDEX_FILES,
  type IndexFile,
  MANIFEST_FILE,
  type Manifest,
  serialiseManifest,
} from '../../../src/indexing/manifest.ts';
import { describeFiles } from '../../../src/indexing/publish.ts';
import { letterEmbedder } from '../../support/letter-embedder.ts';
import { plainAnalyser } from '../../support/plain-analyser.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { edition } from './programs/editions.ts';
import { reportFailures } from './support/report-failures.ts';
import { withPrograms } from './support/with-programs.ts';

const PLACES = 500;
/** Enough passages for a graph of several layers. */
const ARTICLES = 10;

const programs = withPrograms();

type Random = () => number;

/** Ways to damage a file; each gives other bytes than it got. */
const injuries: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  truncated: (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  flipped: (bytes, random) => {
    const flipped = Buffer.from(bytes);
    const at = Math.floor(random() * bytes.length);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return flipped;
  },
  swapped: (bytes, random) => {
    const middle = 1 + Math.floor(random() * (bytes.length - 1));
    return Buffer.concat([bytes.subarray(middle), bytes.subarray(0, middle)]);
  },
  emptied: (bytes, random) => {
    const from = Math.floor(random() * bytes.length);
    const to = from + 1 + Math.floor(random() * (bytes.length - from));
    // Filled with ones where it was nothing but zeros.
    const isEmpty = bytes.subarray(from, to).every((byte) => byte === 0);
    return Buffer.from(bytes).fill(isEmpty ? 0xff : 0, from, to);
  },
};
const injuryNames = Object.keys(injuries);

async function indexToDamage() {
  const directory = await temporaryDirectory();
  const manifest = await buildIndex({
    articles: edition(1, ARTICLES),
    embedder: letterEmbedder(),
    analyser: plainAnalyser(),
    directory,
    graphFrom: 1,
  });
  const folder = join(directory, 'versions', manifest.version);
  const pathOf = (file: string) => (file === MANIFEST_FILE ? join(directory, file) : join(folder, file));
  return { directory, folder, manifest, pathOf };
}

/** Damages a file, lets someone look, and puts it right again. */
async function whileDamaged<T>(path: string, damage: (bytes: Buffer) => Buffer, look: () => Promise<T>) {
  const whole = await readFile(path);
  await writeFile(path, damage(whole));
  try {
    return await look();
  } finally {
    await writeFile(path, whole);
  }
}

describe('an index whose files are damaged', () => {
  test(`at ${PLACES} places is refused in words each time`, async () => {
    const { opener } = programs();
    const { directory, pathOf, manifest } = await indexToDamage();
    const whole = await opener.open(directory);
    const random = seededRandom(5);
    const files = [MANIFEST_FILE, ...INDEX_FILES];
    const failures: string[] = [];
    for (let place = 0; place < PLACES; place += 1) {
      const file = files[place % files.length] ?? '';
      const injury = injuryNames[Math.floor(place / files.length) % injuryNames.length] ?? '';
      const damage = (bytes: Buffer) => injuries[injury]?.(bytes, random) ?? bytes;
      const opening = await whileDamaged(pathOf(file), damage, () => opener.open(directory));
      const isRefused = opening.kind === 'refused' && /: npm run index\.$/.test(opening.message);
      // White space between the manifest's fields means nothing; what opens must be the very same.
      const isHarmless = file === MANIFEST_FILE && JSON.stringify(opening) === JSON.stringify(whole);
      const isForeign = file === MANIFEST_FILE && opening.kind === 'refused' && opening.problem === 'foreign';
      if (!isRefused && !isHarmless && !isForeign)
        failures.push(`${file} ${injury}: ${JSON.stringify(opening)}`);
    }
    reportFailures('an index file truncated, flipped, swapped or emptied', PLACES, failures);
    expect(await opener.open(directory)).toMatchObject({ kind: 'opened', version: manifest.version });
  });

  test('is refused where files stand in each other’s place', async () => {
    const { opener } = programs();
    const { directory, pathOf } = await indexToDamage();
    for (const one of INDEX_FILES) {
      for (const other of INDEX_FILES.filter((file) => file !== one)) {
        const taken = await readFile(pathOf(other));
        const opening = await whileDamaged(
          pathOf(one),
          () => taken,
          () => opener.open(directory),
        );
        expect(opening).toMatchObject({ kind: 'refused', problem: 'damaged' });
      }
    }
  });
});

/**
 * What a hash can't tell: files that were damaged before they were hashed, by a fault in memory or in a program, or on
 * purpose. They may be refused or opened, but nothing may end the process.
 */
test(`${PLACES} damaged files with hashes that fit end no process`, async () => {
  const { opener } = programs();
  const { directory, folder, manifest, pathOf } = await indexToDamage();
  const random = seededRandom(11);
  const failures: string[] = [];
  let refused = 0;
  for (let place = 0; place < PLACES; place += 1) {
    // Every second time the graph, which is all that native code reads.
    const file: IndexFile =
      place % 2 === 0
        ? 'vectors.hnsw'
        : (INDEX_FILES[Math.floor(place / 2) % INDEX_FILES.length] ?? 'terms.bin');
    const injury = injuryNames[Math.floor(random() * injuryNames.length)] ?? '';
    const damage = (bytes: Buffer) => injuries[injury]?.(bytes, random) ?? bytes;
    const opening = await whileDamaged(pathOf(file), damage, async () => {
      await writeFile(pathOf(MANIFEST_FILE), await sealed(manifest, folder));
      return opener.open(directory);
    });
    if (opening.kind === 'refused') refused += 1;
    if (opening.kind === 'crashed' || opening.kind === 'broke')
      failures.push(`${file} ${injury}: ${opening.message}`);
  }
  reportFailures('an index file damaged, with a hash that fits', PLACES, failures);
  expect(refused).toBeGreaterThan(PLACES / 2);
});

/** The manifest that fits the files as they are. */
async function sealed(manifest: Manifest, folder: string): Promise<string> {
  return serialiseManifest({ ...manifest, files: await describeFiles(folder) });
}
