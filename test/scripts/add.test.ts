import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newsPage, TOPICS } from '../adding/support/news.ts';
import { startWebServer } from '../adding/support/web-server.ts';
import { runScript } from '../support/run-script.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

async function givenFolder(): Promise<{ folder: string; given: string; corpus: string }> {
  const folder = await temporaryDirectory();
  const given = join(folder, 'given');
  await mkdir(given);
  await writeFile(join(given, 'a.html'), newsPage([TOPICS[0]], { heading: 'الطريق الجديد' }));
  await writeFile(join(given, 'b.txt'), TOPICS[0]);
  await writeFile(join(given, 'c.png'), 'x');
  return { folder, given, corpus: join(folder, 'corpus') };
}

test('says of each what became of it, and goes on after what failed', async () => {
  const { given, corpus } = await givenFolder();
  const server = await startWebServer({ '/': newsPage([TOPICS[1]]) });
  const address = `${server.url}/`;
  expect(await runScript('add', ['--corpus', corpus, address, given])).toEqual({
    exitCode: 1,
    output: `added الطريق-الجديد.md from ${given}/a.html\nskipped ${given}/b.txt: the same text as الطريق-الجديد.\n${corpus}: 1 added, 1 skipped as duplicates, 1 failed, 1 of other kinds passed over. Next: npm run index.\n`,
    errorOutput: `failed ${address}: 127.0.0.1 is no address of the public internet, and such are not fetched. Save the page, and add the file.\n`,
  });
  expect(server.asked).toEqual([]);
  expect(await readdir(corpus)).toEqual(['الطريق-الجديد.md']);
});

test('a dry run shows what would be added, and duplicates are well', async () => {
  const { folder, given, corpus } = await givenFolder();
  expect(await runScript('add', ['--dry-run', '--corpus', corpus, given])).toEqual({
    exitCode: 0,
    output: `would add الطريق-الجديد.md from ${given}/a.html: الطريق الجديد, ${TOPICS[0].length} characters\nskipped ${given}/b.txt: the same text as الطريق-الجديد.\n${corpus}: 1 would be added, 1 skipped as duplicates, 0 failed, 1 of other kinds passed over.\n`,
    errorOutput: '',
  });
  expect(await readdir(folder)).toEqual(['given']);
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
