import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startPlayground } from '../../../src/playground/playground.ts';
import { createTelegramEmulator } from '../../../src/playground/telegram-emulator.ts';
import { closing } from '../../support/index-fixture.ts';
import { startMain } from '../../support/start-main.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { reportFaults } from '../support/fault-report.ts';
import { answersByNumber, askNumbered, echoAnswerer, launchEchoBot } from './support/echo-bot.ts';

const CHATS = 50;

test('stopped by polling, every question is answered once or still waits at Telegram', async () => {
  const rounds = 10;
  const count = 400;
  let lost = 0;
  let doubled = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const emulator = createTelegramEmulator({ maxChats: 1000 });
    const { apiRoot, token, close } = await startPlayground({ port: 0, emulator });
    askNumbered(emulator, { count, chats: CHATS });
    const answerer = echoAnswerer(() => wait(Math.random() * 20));
    const { running } = launchEchoBot({ apiRoot, token, answerer });
    await expect
      .poll(() => answersByNumber(emulator, CHATS).size, { timeout: 30_000, interval: 10 })
      .toBeGreaterThan(round * 10);
    running.stop();
    running.stop();
    await running.finished;
    const response = await fetch(`${apiRoot}/bot${token}/getUpdates?limit=100`);
    const { result } = (await response.json()) as { result: { update_id: number }[] };
    const waiting = new Set(result.map(({ update_id }) => update_id));
    const firstWaiting = Math.min(count + 1, ...waiting);
    const answers = answersByNumber(emulator, CHATS);
    for (let number = 1; number <= count; number += 1) {
      const times = (answers.get(number) ?? 0) + (number >= firstWaiting ? 1 : 0);
      if (times === 0) lost += 1;
      if (times > 1) doubled += 1;
    }
    await close();
  }
  reportFaults({ name: 'stop under load, by polling', injected: rounds, survived: rounds, lost, doubled });
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
});

test('SIGTERM to the process, by webhook: what was taken with 200 is answered once', async () => {
  const emulator = createTelegramEmulator({ maxChats: 1000 });
  const { apiRoot, token } = closing(await startPlayground({ port: 0, emulator }));
  const main = startMain({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
    INDEX_DIR: await temporaryDirectory(),
    WEBHOOK_URL: 'https://bot.example/updates',
    WEBHOOK_SECRET: 'the-secret',
    PORT: '0',
  });
  const taken = await main.line(/updates are taken/);
  await main.line(/the bot is on Telegram/);
  const [url = ''] = /http:\/\/127[^"]+/.exec(taken) ?? [];
  const accepted: number[] = [];
  const post = async (number: number) => {
    const chat = { id: number, type: 'private', first_name: 'س' };
    emulator.openChat({ chatId: number });
    const message = {
      message_id: 1,
      date: 1,
      chat,
      from: { ...chat, is_bot: false },
      text: 'متى تأسست المنظمة؟',
    };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': 'the-secret' },
      body: JSON.stringify({ update_id: number, message }),
    }).catch(() => undefined);
    if (response?.ok) accepted.push(number);
  };
  const posts = Array.from({ length: 60 }, (_, index) => post(index + 1));
  await expect.poll(() => accepted.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(20);
  main.child.kill('SIGTERM');
  await Promise.all(posts);
  expect(await main.exitCode).toBe(0);
  const answers = accepted.map(
    (number) => emulator.messages(number).filter(({ from }) => from?.is_bot).length,
  );
  const lost = answers.filter((count) => count === 0).length;
  const doubled = answers.filter((count) => count > 1).length;
  reportFaults({ name: 'SIGTERM under load, by webhook', injected: 1, survived: 1, lost, doubled });
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
});
