import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../evaluation/seeded-random.ts';
import { buildIndex } from '../../../src/indexing/build-index.ts';
import { letterEmbedder } from '../../support/letter-embedder.ts';
import { plainAnalyser } from '../../support/plain-analyser.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { edition, editionsOf } from './programs/editions.ts';
import { reportFailures } from './support/report-failures.ts';
import { withPrograms } from './support/with-programs.ts';

const KILLS = 200;
/** Folders that are built into side by side. */
const LANES = 4;
/** Milliseconds; on a busy machine a process takes long to start. */
const TIMEOUT = 240_000;
/** Milliseconds after a process began to build; a build takes about fifty. */
const LATEST_KILL = 120;

const programs = withPrograms();

test(`an index stays readable and whole when ${KILLS} builds of it are killed`, {
  timeout: TIMEOUT,
}, async () => {
  const { opener } = programs();
  const random = seededRandom(9);
  const lanes = await Promise.all(Array.from({ length: LANES }, () => temporaryDirectory()));
  const failures: string[] = [];
  let leftBehind = 0;

  const killBuilds = async (directory: string) => {
    await buildIndex({
      graphFrom: 1,
      articles: edition(0),
      embedder: letterEmbedder(),
      analyser: plainAnalyser(),
      directory,
    });
    for (let kill = 0; kill < KILLS / LANES; kill += 1) {
      await killOneBuild(directory, random() * LATEST_KILL);
      const opening = await opener.open(directory);
      if (opening.kind !== 'opened') failures.push(`${opening.kind}: ${opening.message}`);
      else if (editionsOf(opening.texts).size !== 1) failures.push('it mixes editions');
    }
    const versions = await readdir(join(directory, 'versions'));
    leftBehind += versions.filter((name) => name.startsWith('.')).length;
    await buildIndex({
      graphFrom: 1,
      articles: edition(7),
      embedder: letterEmbedder(),
      analyser: plainAnalyser(),
      directory,
    });
    const last = await opener.open(directory);
    if (last.kind !== 'opened' || !editionsOf(last.texts).has('7')) failures.push('no build after the kills');
  };
  await Promise.all(lanes.map(killBuilds));

  reportFailures('kill -9 while an index is built', KILLS, failures);
  // Otherwise the kills came between builds and proved nothing.
  expect(leftBehind).toBeGreaterThan(KILLS / 10);
});

async function killOneBuild(directory: string, after: number): Promise<void> {
  const child = spawn(process.execPath, [programs().compiled.pathOf('build-forever'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exited]);
  await pause(after);
  child.kill('SIGKILL');
  const [, signal] = await exited;
  if (signal !== 'SIGKILL') throw new Error('a build ended before it was killed');
}
