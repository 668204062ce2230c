import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../src/project-root.ts';
import { startMain } from './support/start-main.ts';
import { temporaryDirectory } from './support/temporary-directory.ts';

const built = join(projectRoot, 'dist', 'main.js');

test.skipIf(!existsSync(built) && !process.env.CI)(
  'the built bot opens its page, from any folder',
  async () => {
    const directory = await temporaryDirectory();
    const main = startMain(
      { PORT: '0', INDEX_DIR: directory },
      { command: [built], workingDirectory: directory },
    );
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await main.line(/open http/)) ?? [];
    const page = await fetch(url);
    expect(page.status).toBe(200);
    main.child.kill('SIGTERM');
    expect(await main.exitCode).toBe(0);
  },
);

test.skipIf(process.platform === 'win32')(
  'npm start passes SIGTERM on, and leaves nothing behind',
  async () => {
    const main = startMain(
      { PORT: '0', INDEX_DIR: await temporaryDirectory() },
      { program: 'npm', command: ['start'] },
    );
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await main.line(/open http/)) ?? [];
    main.child.kill('SIGTERM');
    await main.exitCode;
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  },
);
