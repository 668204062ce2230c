import { describe, expect, test } from 'vitest';
import type { BotOptions } from '../../src/bot/create-bot.ts';
import { messages } from '../../src/bot/messages.ts';
import { echoAnswerer } from '../faults/bot/support/echo-bot.ts';
import { articleOf, closing } from '../support/index-fixture.ts';
import { libraryOf } from '../support/library.ts';
import { startBot } from '../support/running-bot.ts';

const library = libraryOf([articleOf('echo', 'جملة.')]);
const start = async (options: Partial<BotOptions> = {}) =>
  closing(await startBot({ answerer: echoAnswerer(), ...library, options })).emulator;
const said = (emulator: Awaited<ReturnType<typeof start>>, chat: number) =>
  emulator
    .messages(chat)
    .filter(({ from }) => from?.is_bot)
    .map(({ text }) => text);

describe('a flood', () => {
  test('of one user is answered up to the limit, then told so once', async () => {
    const emulator = await start({ floodLimits: { user: 2, group: 50 } });
    for (let turn = 0; turn < 6; turn += 1) emulator.receiveMessage({ chatId: 5, text: 'متى؟' });
    emulator.receiveMessage({ chatId: 6, text: 'متى؟' });
    await emulator.waitForReply(6);
    await expect.poll(() => said(emulator, 5).length).toBe(3);
    expect(said(emulator, 5).at(-1)).toBe(messages.tooMany);
  });

  test('of a group is, whoever writes', async () => {
    const emulator = await start({ floodLimits: { user: 50, group: 2 } });
    for (let turn = 0; turn < 4; turn += 1)
      emulator.receiveMessage({ chatId: -5, userId: 100 + turn, text: '/help' });
    await expect.poll(() => said(emulator, -5)).toEqual([messages.help, messages.help, messages.tooMany]);
  });
});

describe('only chats that are allowed', () => {
  test('are answered; whoever else writes in private is told so once', async () => {
    const emulator = await start({ allowedChats: new Set([7]) });
    emulator.receiveMessage({ chatId: 8, text: 'متى؟' });
    emulator.receiveMessage({ chatId: 8, text: 'متى؟' });
    emulator.receiveMessage({ chatId: -9, userId: 8, text: 'متى؟' });
    emulator.receiveMessage({ chatId: 7, text: 'متى؟' });
    expect((await emulator.waitForReply(7)).text).toContain('متى؟');
    expect(said(emulator, 8)).toEqual([messages.notAllowed]);
    expect(said(emulator, -9)).toEqual([]);
  });
});

describe('/reload', () => {
  test('is there for admins only', async () => {
    const emulator = await start({ adminIds: new Set([7]), reload: async () => 'swapped' });
    emulator.receiveMessage({ chatId: 7, text: '/reload' });
    expect((await emulator.waitForReply(7)).text).toBe(messages.reload.swapped);
    emulator.receiveMessage({ chatId: 8, text: '/reload' });
    expect((await emulator.waitForReply(8)).text).toBe(messages.unknownCommand);
  });
});

test.each([
  ['long', 'متى '.repeat(1000)],
  ['emoji only', '🙂🙂'],
  ['control characters', 'متى\u0000\u0007\u001b[31m؟'],
  ['an override of direction', '\u202eمتى؟'],
  ['zero width', '\u200b\u200c\u200d'],
  ['a lone surrogate', 'متى \ud83d؟'],
  ['SQL', "متى'; DROP TABLE questions; --"],
  ['HTML', '<b>متى</b>؟ & <script>'],
  ['a format string', 'متى %s %n {{7*7}} {process.exit()}؟'],
])('a question with %s gets one answer', async (_, text) => {
  const emulator = await start();
  emulator.receiveMessage({ chatId: 5, text });
  expect((await emulator.waitForReply(5)).text).toBeTruthy();
  expect(said(emulator, 5)).toHaveLength(1);
});

test('a file is told apart from a question', async () => {
  const emulator = await start();
  emulator.receiveMessage({
    chatId: 5,
    document: { file_id: 'f', file_unique_id: 'u', file_name: 'متى.pdf' },
  } as never);
  expect((await emulator.waitForReply(5)).text).toBe(messages.notText.other);
});
