import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../../src/bot/messages.ts';
import { openFeedbackStore } from '../../src/feedback/sqlite-feedback-store.ts';
import { openEventAnswerer, startBot } from '../support/running-bot.ts';

const ASKER = 4100;
const QUESTION = 'متى تأسست المنظمة؟';
/** A busy machine needs longer than the second that Vitest waits. */
const PATIENCE = { timeout: 10_000 };

let bot: Awaited<ReturnType<typeof startBot>>;
let event: Awaited<ReturnType<typeof openEventAnswerer>>;
let directory: string;
let lastChat = -4000;
const feedback = openFeedbackStore({ file: ':memory:', days: 1, secret: 's' });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  event = await openEventAnswerer(directory);
  bot = await startBot({ ...event, feedback });
});

afterAll(async () => {
  await bot?.close();
  await event?.close();
  await rm(directory, { recursive: true, force: true });
});

const newChat = () => --lastChat;
const botSaid = (chatId: number) => bot.emulator.messages(chatId).filter(({ from }) => from.is_bot);

function write(chatId: number, text: string, more: { replyTo?: number; message_thread_id?: number } = {}) {
  return bot.emulator.receiveMessage({ chatId, userId: ASKER, text, ...more });
}

/** Writes, and waits for the answer to it. */
async function say(chatId: number, text: string, more: Parameters<typeof write>[2] = {}) {
  const { message_id } = write(chatId, text, more);
  return { asked: message_id, answer: await bot.emulator.waitForReply(chatId, { after: message_id }) };
}

/** Once this is answered, everything before it was handled. */
const settle = (chatId: number) => say(chatId, '/help');

describe('in a group', () => {
  test.each([
    `@isnad_bot ${QUESTION}`,
    `${QUESTION} @Isnad_Bot`,
    `/ask ${QUESTION}`,
    `/ask@isnad_bot ${QUESTION}`,
  ])('«%s» is answered, in reply to who asked', async (text) => {
    const { asked, answer } = await say(newChat(), text);
    expect(answer.text).toContain('يونيو/حزيران 2001');
    expect(answer.reply_to_message?.message_id).toBe(asked);
  });

  test('a reply to the bot is answered', async () => {
    const chat = newChat();
    const { answer } = await say(chat, `@isnad_bot ${QUESTION}`);
    const { answer: second } = await say(chat, 'وكم دولة تضم؟', { replyTo: answer.message_id });
    expect(second.text).toContain('ثماني دول');
  });

  test('a mention alone in reply to a question answers that question', async () => {
    const chat = newChat();
    const question = write(chat, QUESTION);
    expect((await say(chat, '@isnad_bot', { replyTo: question.message_id })).answer.text).toContain('2001');
    expect((await say(chat, '/ask', { replyTo: question.message_id })).answer.text).toContain('2001');
  });

  test('what people say to one another is left alone', async () => {
    const chat = newChat();
    const first = write(chat, QUESTION);
    write(chat, 'شكرا', { replyTo: first.message_id });
    write(chat, '@another_bot متى؟');
    write(chat, '/unknown');
    write(chat, `/ask@another_bot ${QUESTION}`);
    bot.emulator.receiveMessage({ chatId: chat, userId: ASKER, location: { latitude: 1, longitude: 2 } });
    await settle(chat);
    expect(botSaid(chat).map(({ text }) => text)).toEqual([messages.help]);
  });

  test('answers and typing stay in their topic', async () => {
    const chat = newChat();
    const topic = { message_thread_id: 7, is_topic_message: true as const };
    const { answer } = await say(chat, `@isnad_bot ${QUESTION}`, topic);
    expect(answer.message_thread_id).toBe(7);
    const typing = bot.emulator.calls.findLast(({ method }) => method === 'sendChatAction');
    expect(typing?.parameters).toMatchObject({ chat_id: chat, message_thread_id: 7 });
  });

  test('a question that is edited has its answer edited, even when the mention goes', async () => {
    const chat = newChat();
    const { asked, answer } = await say(chat, '@isnad_bot كم سعر برميل النفط اليوم؟');
    bot.emulator.editMessage({ chatId: chat, messageId: asked, text: QUESTION });
    const now = () =>
      bot.emulator.messages(chat).find(({ message_id }) => message_id === answer.message_id)?.text;
    await expect.poll(now, PATIENCE).toContain('2001');
  });
});

describe('when the bot is added to a group', () => {
  test('it says once how to use it, and not when it becomes an admin', async () => {
    const chatId = newChat();
    bot.emulator.addBot({ chatId, userId: ASKER });
    expect((await bot.emulator.waitForReply(chatId)).text).toBe(messages.addedToGroup('isnad_bot'));
    bot.emulator.addBot({ chatId, userId: ASKER });
    await settle(chatId);
    expect(botSaid(chatId).map(({ text }) => text)).toEqual([
      messages.addedToGroup('isnad_bot'),
      messages.help,
    ]);
  });

  test('and removed again, nothing of the chat is kept', async () => {
    const chatId = newChat();
    const others = await feedback.summary({ days: 1 });
    await say(chatId, `@isnad_bot ${QUESTION}`);
    expect((await feedback.summary({ days: 1 })).questions.length).toBe(others.questions.length + 1);
    bot.emulator.removeBot({ chatId, userId: ASKER });
    await expect
      .poll(async () => (await feedback.summary({ days: 1 })).questions.length, PATIENCE)
      .toBe(others.questions.length);
    const latest = bot.emulator.messages(chatId).at(-1)?.message_id;
    bot.emulator.addBot({ chatId, userId: ASKER });
    await bot.emulator.waitForReply(chatId, { after: latest });
    expect((await say(chatId, '/proof')).answer.text).toBe(messages.noProof);
  });
});
