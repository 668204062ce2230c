import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { startPlayground } from '../../../src/playground/playground.ts';
import { createTelegramEmulator } from '../../../src/playground/telegram-emulator.ts';
import { createWebhookApp } from '../../../src/server/webhook-app.ts';
import { closing } from '../../support/index-fixture.ts';
import { reportFaults } from '../support/fault-report.ts';
import { anyUpdate } from './support/any-update.ts';
import { launchEchoBot } from './support/echo-bot.ts';

const UPDATES = 10_000;

/** Far from the numbers that the emulator gives. */
const FIRST_ID = 1_000_000;

test('10,000 updates of every kind, real and malformed, stop nothing', async () => {
  const emulator = createTelegramEmulator({ maxChats: 1000 });
  const { apiRoot, token } = closing(await startPlayground({ port: 0, emulator }));
  const { running, ready, metrics } = launchEchoBot({ apiRoot, token });
  await ready;
  const unhandled: unknown[] = [];
  const listener = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', listener);
  onTestFinished(() => void process.off('unhandledRejection', listener));
  const app = createWebhookApp({
    path: '/',
    secret: 's',
    accept: running.accept,
    logger: createLogger({ level: 'silent' }),
  });

  let sent = 0;
  let refused = 0;
  for (const update of fc.sample(anyUpdate, { numRuns: UPDATES, seed: 2022 })) {
    sent += 1;
    const content = typeof update === 'object' && update !== null ? update : { message: update };
    const body = JSON.stringify({ ...content, update_id: FIRST_ID + sent }, (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': 's' };
    const response = await app.request('/', { method: 'POST', headers, body });
    if (response.status === 413) refused += 1;
    else expect([200, 400]).toContain(response.status);
    if (sent % 500 === 0) await expect.poll(depth, { timeout: 60_000 }).toBe(0);
  }

  emulator.receiveMessage({ chatId: 2 ** 40, text: 'متى تأسست المنظمة؟' });
  expect((await emulator.waitForReply(2 ** 40, { timeoutMs: 60_000 })).text).toContain('متى تأسست المنظمة؟');
  running.stop();
  await running.finished;
  expect(await depth()).toBe(0);
  expect(unhandled).toEqual([]);
  reportFaults({
    name: 'updates of every kind, real and malformed',
    injected: sent,
    survived: sent - unhandled.length,
    lost: 0,
    doubled: 0,
  });
  expect(refused).toBe(0);

  async function depth(): Promise<number> {
    return (await metrics.queueDepth.get()).values[0]?.value ?? 0;
  }
}, 170_000);
