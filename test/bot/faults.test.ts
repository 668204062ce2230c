import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Answer, Answerer } from '../../src/answering/answer.ts';
import { createBot } from '../../src/bot/create-bot.ts';
import { launchBot } from '../../src/bot/launch-bot.ts';
import { messages } from '../../src/bot/messages.ts';
import { createLogger } from '../../src/logger.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import { closing } from '../support/index-fixture.ts';
import { libraryOf } from '../support/library.ts';
import { startBot } from '../support/running-bot.ts';

const nothingFound: Answer = {
  question: '',
  outcome: 'not_found',
  confidence: 0,
  answer: null,
  citations: [],
  ranked: [],
  tookMs: 0,
};

const answering = (answer: Answerer['answer']): Answerer => ({ answer });
const library = libraryOf([]);

describe('while the bot runs', () => {
  test('an answerer that throws gets an apology whose reference leads to the error in the log', async () => {
    const log: string[] = [];
    const answerer = answering(() => Promise.reject(new Error('the index fell over')));
    const { emulator } = closing(await startBot({ answerer, ...library, log }));
    emulator.receiveMessage({ chatId: 11, text: 'متى؟' });
    const { text = '' } = await emulator.waitForReply(11);
    const [, reference] =
      /^عذرًا، تعذّرت الإجابة الآن\. حاول مرة أخرى بعد قليل\. \(المرجع: (\w{8})\)$/.exec(text) ?? [];
    const line = log.find((each) => each.includes('the index fell over'));
    expect(line).toContain(reference);
  });

  test('a typing action that fails does not cost the answer', async () => {
    const { emulator } = closing(
      await startBot({ answerer: answering(async () => nothingFound), ...library }),
    );
    emulator.failNext('sendChatAction', { error_code: 400, description: 'Bad Request' });
    emulator.receiveMessage({ chatId: 11, text: 'متى؟' });
    expect((await emulator.waitForReply(11)).text).toBe('لم أجد جوابًا عن هذا في المقال.');
  });

  test('an answer that comes too fast for Telegram is sent once more, after the pause it asks for', async () => {
    const { emulator } = closing(
      await startBot({ answerer: answering(async () => nothingFound), ...library }),
    );
    emulator.failNext('sendMessage', { retry_after: 1 });
    emulator.receiveMessage({ chatId: 11, text: 'متى؟' });
    expect((await emulator.waitForReply(11)).text).toBe(messages.notFound(1));
    const [first, second, ...more] = emulator.calls.filter(({ method }) => method === 'sendMessage');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
    expect(more).toEqual([]);
  });

  test('a user who blocked the bot gets no apology, and stops nobody else', async () => {
    const { emulator } = closing(
      await startBot({ answerer: answering(async () => nothingFound), ...library }),
    );
    emulator.failNext('sendMessage', {
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    emulator.receiveMessage({ chatId: 11, text: 'متى؟' });
    await expect.poll(() => emulator.calls.some(({ method }) => method === 'sendMessage')).toBe(true);
    emulator.receiveMessage({ chatId: 12, text: 'متى؟' });
    expect((await emulator.waitForReply(12)).text).toBe(messages.notFound(1));
    expect(emulator.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(2);
  });

  test('questions of one chat are answered in order, and hold up no other chat', async () => {
    const { promise: held, release } = heldPromise();
    const answerer = answering(async (question) => {
      if (question === 'الأول') await held;
      return {
        ...nothingFound,
        outcome: 'rejected',
        rejection: question === 'الثاني' ? 'too_long' : 'empty',
      };
    });
    const { emulator } = closing(await startBot({ answerer, ...library }));
    emulator.receiveMessage({ chatId: 11, text: 'الأول' });
    emulator.receiveMessage({ chatId: 11, text: 'الثاني' });
    emulator.receiveMessage({ chatId: 12, text: 'سؤال آخر' });
    await emulator.waitForReply(12);
    release();
    await expect.poll(() => emulator.messages(11).length, { timeout: 10_000 }).toBe(4);
    expect(
      emulator
        .messages(11)
        .slice(2)
        .map(({ text }) => text),
    ).toEqual([messages.rejected.empty, messages.rejected.too_long]);
  });

  test('stopping answers what was taken', async () => {
    const { promise: held, release } = heldPromise();
    const bot = await startBot({
      answerer: answering(async () => {
        await held;
        return nothingFound;
      }),
      ...library,
    });
    bot.emulator.receiveMessage({ chatId: 11, text: 'متى؟' });
    await expect.poll(() => bot.emulator.calls.some(({ method }) => method === 'sendChatAction')).toBe(true);
    bot.running.stop();
    release();
    await bot.close();
    expect(bot.emulator.messages(11).at(-1)?.text).toBe('لم أجد جوابًا عن هذا في المقال.');
  });
});

describe('at the start', () => {
  async function launch({ token }: { token?: string } = {}) {
    const playground = closing(await startPlayground({ port: 0 }));
    const log: string[] = [];
    const logger = createLogger({
      level: 'info',
      secrets: [],
      destination: { write: (line) => void log.push(line) },
    });
    const telegramApiRoot = playground.apiRoot;
    const answerer = answering(async () => nothingFound);
    const bot = createBot(token ?? playground.token, { answerer, ...library, logger, telegramApiRoot });
    return { playground, log, bot, logger, telegramApiRoot };
  }

  test('a token that Telegram does not know is said so', async () => {
    const { bot, logger, telegramApiRoot } = await launch({ token: '2:wrong' });
    await expect(launchBot({ bot, logger, telegramApiRoot }).finished).rejects.toThrow(
      `${telegramApiRoot} does not know this BOT_TOKEN. Copy it again from @BotFather.`,
    );
  });

  test('another process that takes the updates is said so, and given way to, until it is gone', async () => {
    const { bot, logger, telegramApiRoot, playground, log } = await launch();
    playground.emulator.failNext('getUpdates', {
      error_code: 409,
      description: 'Conflict: other getUpdates',
    });
    playground.emulator.failNext('getUpdates', {
      error_code: 409,
      description: 'Conflict: other getUpdates',
    });
    const running = launchBot({ bot, logger, telegramApiRoot, firstDelay: 50 });
    closing({ close: () => running.stop() });
    playground.emulator.receiveMessage({ chatId: 11, text: 'متى؟' });
    expect((await playground.emulator.waitForReply(11)).text).toBe(messages.notFound(1));
    expect(log.filter((line) => line.includes('another process takes the updates of this bot'))).toHaveLength(
      2,
    );
    expect(running.isReady).toBe(true);
  });

  test('a webhook that was set meanwhile is taken away again', async () => {
    const { bot, logger, telegramApiRoot, playground } = await launch();
    const isReady = new Promise<void>((resolve) => {
      const running = launchBot({ bot, logger, telegramApiRoot, firstDelay: 50, onReady: resolve });
      closing({ close: () => running.stop() });
    });
    await isReady;
    await bot.telegram.setWebhook('https://example.org/elsewhere');
    playground.emulator.receiveMessage({ chatId: 11, text: 'متى؟' });
    playground.emulator.receiveMessage({ chatId: 11, text: 'وأين؟' });
    expect((await playground.emulator.waitForReply(11)).text).toBe(messages.notFound(1));
  });

  test('Telegram out of reach is waited for', async () => {
    const { bot, logger, telegramApiRoot, playground, log } = await launch();
    playground.emulator.failNext('getMe', { drop: true });
    playground.emulator.failNext('getMe', { error_code: 502, description: 'Bad Gateway' });
    const isReady = new Promise<void>((resolve) => {
      const running = launchBot({
        bot,
        logger,
        telegramApiRoot,
        firstDelay: 5,
        onReady: resolve,
      });
      closing({ close: () => running.stop() });
    });
    await isReady;
    expect(log.filter((line) => line.includes('Telegram was not reached; trying again'))).toHaveLength(2);
  });

  test('a stop before Telegram was reached ends at once', async () => {
    const { bot, logger, telegramApiRoot, playground } = await launch();
    await playground.close();
    const running = launchBot({ bot, logger, telegramApiRoot });
    running.stop();
    running.stop();
    await expect(running.finished).resolves.toBeUndefined();
  });

  test('a server that is no Bot API is said so', async () => {
    const server = createServer((_, response) => void response.end('<html>hello</html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing(server);
    const { bot: _, ...others } = await launch();
    const telegramApiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answerer = answering(async () => nothingFound);
    const bot = createBot('1:playground', { answerer, ...library, logger: others.logger, telegramApiRoot });
    await expect(launchBot({ bot, logger: others.logger, telegramApiRoot }).finished).rejects.toThrow(
      `${telegramApiRoot} answers, but not as a Bot API. Correct TELEGRAM_API_ROOT.`,
    );
  });

  test('a stop while Telegram never answers ends once the drain time is over', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing({
      close() {
        server.closeAllConnections();
        server.close();
      },
    });
    const { logger } = await launch();
    const telegramApiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answerer = answering(async () => nothingFound);
    const bot = createBot('1:playground', { answerer, ...library, logger, telegramApiRoot });
    const running = launchBot({ bot, logger, telegramApiRoot, drainTime: 100 });
    running.stop();
    await expect(running.finished).resolves.toBeUndefined();
  });

  test('a menu that is refused does not keep the bot from working', async () => {
    const { bot, logger, telegramApiRoot, playground, log } = await launch();
    playground.emulator.failNext('setMyCommands', { error_code: 400, description: 'Bad Request' });
    const running = launchBot({ bot, logger, telegramApiRoot });
    closing({ close: () => running.stop() });
    playground.emulator.receiveMessage({ chatId: 11, text: 'متى؟' });
    expect((await playground.emulator.waitForReply(11)).text).toBeDefined();
    expect(log.some((line) => line.includes('the menu of commands was not registered'))).toBe(true);
  });
});

function heldPromise() {
  let release = () => {};
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release };
}
