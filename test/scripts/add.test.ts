import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newsPage, TOPICS } from '../adding/support/news.ts';
import { startWebServer } from '../adding/support/web-server.ts';
import { runScript } from '../support/run-script.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

test('adds, says of each what became of it, and goes on after what failed', async () => {
  const folder = await temporaryDirectory();
  const given = join(folder, 'given');
  await mkdir(given);
  await writeFile(join(given, 'a.html'), newsPage([TOPICS[0]], { heading: 'الطريق الجديد' }));
  await writeFile(join(given, 'b.txt'), TOPICS[0]);
  await writeFile(join(given, 'c.png'), 'x');
  const corpus = join(folder, 'corpus');
  const args = ['--corpus', corpus, given];

  const dry = await runScript('add', ['--dry-run', ...args]);
  expect([dry.exitCode, await readdir(folder)]).toEqual([0, ['given']]);
  expect(dry.output).toContain(
    `would add الطريق-الجديد.md from ${given}/a.html: الطريق الجديد, ${TOPICS[0].length} characters\n`,
  );

  const first = await runScript('add', args);
  expect(first).toEqual({
    exitCode: 0,
    output: `added الطريق-الجديد.md from ${given}/a.html\nskipped ${given}/b.txt: the same text as الطريق-الجديد.\n${corpus}: 1 added, 1 skipped as duplicates, 0 failed, 1 of other kinds passed over. Next: npm run index.\n`,
    errorOutput: '',
  });

  const server = await startWebServer({ '/': newsPage([TOPICS[1]]) });
  const address = `${server.url}/`;
  const second = await runScript('add', ['--corpus', corpus, address, join(given, 'b.txt')]);
  expect(second).toEqual({
    exitCode: 1,
    output: `skipped ${given}/b.txt: the same text as الطريق-الجديد.\n${corpus}: 0 added, 1 skipped as duplicates, 1 failed.\n`,
    errorOutput: `failed ${address}: 127.0.0.1 is no address of the public internet, and such are not fetched. Save the page, and add the file.\n`,
  });
  expect(server.asked).toEqual([]);
});

test.each([
  [[], 'There is nothing to add.'],
  [['--color', 'a.txt'], "Unknown option '--color'."],
])('ends with 2 and its usage for %j', async (args, message) => {
  const { exitCode, output, errorOutput } = await runScript('add', args);
  expect([exitCode, output]).toEqual([2, '']);
  expect(errorOutput).toContain(message);
  expect(errorOutput).toMatch(/\nusage: npm run add -- .+ FILE\|FOLDER\|URL …\n$/);
});
