import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startPlayground } from '../src/playground/playground.ts';
import { closing } from './support/index-fixture.ts';
import { startMain } from './support/start-main.ts';
import { temporaryDirectory } from './support/temporary-directory.ts';

describe('without a token', () => {
  test('opens a page, builds the index by itself, and ends in good order on SIGTERM', async () => {
    const main = startMain({ PORT: '0', INDEX_DIR: await temporaryDirectory() });
    await main.line(/building the index.*|there is none yet/);
    const ready = await main.line(/no BOT_TOKEN is set, so the bot answers on a page: open http/);
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(ready) ?? [];
    const page = await fetch(url);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/html/),
    ]);
    main.child.kill('SIGTERM');
    expect(await main.exitCode).toBe(0);
  });

  test('writes nothing but its index', async () => {
    const home = await temporaryDirectory();
    const main = startMain({ PORT: '0', HOME: home, INDEX_DIR: await temporaryDirectory() });
    await main.line(/open http/);
    expect(await readdir(home)).toEqual([]);
  });

  test('rebuilds an index that was damaged', async () => {
    const directory = await temporaryDirectory();
    const first = startMain({ PORT: '0', INDEX_DIR: directory });
    await first.line(/open http/);
    first.child.kill('SIGINT');
    expect(await first.exitCode).toBe(0);
    await truncate(join(directory, 'manifest.json'), 50);
    const second = startMain({ PORT: '0', INDEX_DIR: directory });
    expect(await second.line(/building the index/)).toContain('the manifest is damaged');
    await second.line(/open http/);
  });

  test('names a port that is taken', async () => {
    const { url } = closing(await startPlayground({ port: 0 }));
    const main = startMain({ PORT: new URL(url).port, INDEX_DIR: await temporaryDirectory() });
    expect(await main.exitCode).toBe(1);
    expect(main.output()).toMatch(
      /Port \d+ on 127\.0\.0\.1 is taken by another program .+ set PORT to another number/,
    );
  });
});

describe('with a token', () => {
  test('answers on the Bot API server it is pointed at', async () => {
    const { emulator, apiRoot, token } = closing(await startPlayground({ port: 0 }));
    const main = startMain({
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: apiRoot,
      INDEX_DIR: await temporaryDirectory(),
    });
    await main.line(/the bot is on Telegram/);
    emulator.receiveMessage({ chatId: 77, text: 'متى تأسست المنظمة؟' });
    const { text } = await emulator.waitForReply(77);
    expect(text).toContain('التي تأسست في يونيو/حزيران 2001');
    expect(text).toContain('[١]');
    main.child.kill('SIGTERM');
    expect(await main.exitCode).toBe(0);
  });

  test('ends with one line, without the token, where Telegram does not know it', async () => {
    const { apiRoot } = closing(await startPlayground({ port: 0 }));
    const main = startMain({
      BOT_TOKEN: '2:unknown',
      TELEGRAM_API_ROOT: apiRoot,
      INDEX_DIR: await temporaryDirectory(),
    });
    expect(await main.exitCode).toBe(78);
    expect(main.output()).toContain(
      `${apiRoot} does not know this BOT_TOKEN. Copy it again from @BotFather.`,
    );
    expect(main.output()).not.toContain('2:unknown');
  });
});

test('shows health, readiness and metrics, and opens the index again on SIGHUP', async () => {
  const { apiRoot, token } = closing(await startPlayground({ port: 0 }));
  const main = startMain({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
    INDEX_DIR: await temporaryDirectory(),
    HEALTH_PORT: '0',
  });
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await main.line(/health and metrics are shown/)) ?? [];
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await main.line(/the bot is on Telegram/);
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', index: true, telegram: true }]);
  main.child.kill('SIGHUP');
  await main.line(/"why":"SIGHUP".*the index on disk is the one in use/);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/isnad_index_info\{version="[\w-]+"\} 15/);
  expect(metrics).toContain('isnad_index_reloads_total{result="unchanged"} 1');
  expect(metrics).toContain('nodejs_eventloop_lag_p99_seconds');
  main.child.kill('SIGTERM');
  expect(await main.exitCode).toBe(0);
});

test('a second signal ends at once, whatever still waits', async () => {
  const { emulator, apiRoot, token } = closing(await startPlayground({ port: 0 }));
  const main = startMain({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
    INDEX_DIR: await temporaryDirectory(),
  });
  await main.line(/the bot is on Telegram/);
  emulator.failNext('sendMessage', { retry_after: 200 });
  emulator.receiveMessage({ chatId: 77, text: 'متى تأسست المنظمة؟' });
  await main.line(/a request to Telegram is made again/);
  main.child.kill('SIGTERM');
  await main.line(/stopping/);
  main.child.kill('SIGTERM');
  await main.exitCode;
  expect(main.child.signalCode).toBe('SIGTERM');
});

test('wrong settings are listed all at once', async () => {
  const main = startMain({ PORT: 'eighty', LOG_LEVEL: 'loud' });
  expect(await main.exitCode).toBe(1);
  expect(main.output()).toMatch(/PORT must be a number.+\n.+LOG_LEVEL must be one of/s);
});
