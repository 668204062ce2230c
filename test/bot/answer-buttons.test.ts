import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createButtons } from '../../src/bot/buttons.ts';
import { messages } from '../../src/bot/messages.ts';
import { openFeedbackStore } from '../../src/feedback/sqlite-feedback-store.ts';
import type { ChatMessage } from '../../src/playground/telegram-emulator.ts';
import { type BotUnderTest, openEventAnswerer, startBot } from '../support/running-bot.ts';

let bot: Awaited<ReturnType<typeof startBot>>;
let event: Awaited<ReturnType<typeof openEventAnswerer>>;
let directory: string;
let lastChat = 2000;
const feedback = openFeedbackStore({ file: ':memory:', days: 1, secret: 's' });
/** The index as the bot sees it: a test replaces it. */
const current = { indexVersion: 'first' };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  event = await openEventAnswerer(directory);
  const underTest: BotUnderTest = {
    ...event,
    feedback,
    get indexVersion() {
      return current.indexVersion;
    },
  };
  bot = await startBot(underTest);
});

afterAll(async () => {
  await bot?.close();
  await event?.close();
  await rm(directory, { recursive: true, force: true });
});

/** Asks in a chat of its own. */
async function ask(text: string, chatId = ++lastChat): Promise<ChatMessage> {
  const { message_id } = bot.emulator.receiveMessage({ chatId, text });
  return bot.emulator.waitForReply(chatId, { after: message_id });
}

const buttonsOf = ({ reply_markup }: ChatMessage) => reply_markup?.inline_keyboard?.flat() ?? [];
const labelsOf = (message: ChatMessage) => buttonsOf(message).map(({ text }) => text);
const now = ({ chat, message_id }: ChatMessage) =>
  bot.emulator.messages(chat.id).find((message) => message.message_id === message_id) as ChatMessage;

/** Presses a button by its label; resolves with the notice, once the message shows what it led to. */
async function press(message: ChatMessage, label: string) {
  const { callback_data: data = '' } = buttonsOf(now(message)).find(({ text }) => text === label) ?? {};
  const query = bot.emulator.pressButton({ chatId: message.chat.id, messageId: message.message_id, data });
  return bot.emulator.callbackAnswer(query);
}

async function send(message: ChatMessage, data: string) {
  const { message_id: messageId, chat } = message;
  return bot.emulator.callbackAnswer(
    bot.emulator.pressButton({ chatId: chat.id, messageId, data, force: true }),
  );
}

const { buttons: labels, notices } = messages;
/** A busy machine needs longer than the second that Vitest waits. */
const PATIENCE = { timeout: 10_000 };

describe('under an answer', () => {
  test('stand the context, further passages and two opinions', async () => {
    const answer = await ask('متى تأسست المنظمة؟');
    expect(labelsOf(answer)).toEqual([labels.context, labels.more, labels.like, labels.dislike]);
    for (const { callback_data = '' } of buttonsOf(answer))
      expect(Buffer.byteLength(callback_data)).toBeLessThan(64);
  });

  test('the context shows the sentence between its neighbours, and leads back to the very answer', async () => {
    const answer = await ask('متى تأسست المنظمة؟');
    await press(answer, labels.context);
    const { text = '', entities = [] } = now(answer);
    const sentences = (await event.readArticle('samarkand-2022'))?.body.split('\n') ?? [];
    expect(text).toContain(sentences.slice(8, 11).join('\n'));
    expect(text).toContain('الجملة ١٠ من ١٥');
    const bold = entities.find(({ type }) => type === 'bold');
    expect(text.slice(bold?.offset, (bold?.offset ?? 0) + (bold?.length ?? 0))).toBe(sentences[9]);
    await press(answer, labels.back);
    expect(now(answer)).toMatchObject({ text: answer.text, entities: answer.entities });
    expect(labelsOf(now(answer))).toEqual(labelsOf(answer));
  });

  test('further passages are shown by pages, none of them twice', async () => {
    const answer = await ask('متى تأسست المنظمة؟');
    const pages: string[] = [];
    await press(answer, labels.more);
    for (;;) {
      pages.push(now(answer).text ?? '');
      if (!labelsOf(now(answer)).includes(labels.next)) break;
      await press(answer, labels.next);
    }
    expect(pages.length).toBeGreaterThan(1);
    const sentences = ((await event.readArticle('samarkand-2022'))?.body ?? '')
      .split('\n')
      .map((line) => line.trim());
    const shown = pages.flatMap((page) => sentences.filter((sentence) => page.includes(sentence)));
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.some((sentence) => answer.text?.includes(sentence))).toBe(false);
    await press(answer, labels.back);
    expect(now(answer).text).toBe(answer.text);
  });

  test('an opinion is kept, thanked for, and counted once', async () => {
    const answer = await ask('من هو الرئيس التركي؟');
    expect((await press(answer, labels.dislike)).text).toBe(notices.thanks);
    expect((await press(answer, labels.dislike)).text).toBe(notices.alreadyVoted);
    expect((await press(answer, labels.like)).text).toBe(notices.thanks);
    const { questions } = await feedback.summary({ days: 1 });
    expect(questions.findLast(({ question }) => question === 'من هو الرئيس التركي؟')).toMatchObject({
      likes: 1,
      dislikes: 0,
    });
  });

  test('nothing stands where nothing was found', async () => {
    expect(labelsOf(await ask('كم سعر برميل النفط اليوم؟'))).toEqual([]);
  });
});

describe('a button that is not the bot’s', () => {
  test.each(['forged', 'c.0.aaaaaa.bbbbbbbb', '', 'm.999999999999-0.x.y', '\u0000'])(
    'with the data %j gets a short notice and changes nothing',
    async (data) => {
      const answer = await ask('متى تأسست المنظمة؟');
      expect((await send(answer, data || 'x')).text).toBe(notices.foreign);
      expect(now(answer)).toEqual(answer);
    },
  );

  test('from another chat gets one too', async () => {
    const [first, second] = [await ask('متى تأسست المنظمة؟'), await ask('من التقى بوتين؟')];
    expect((await send(second, buttonsOf(first)[0]?.callback_data ?? '')).text).toBe(notices.foreign);
    expect(now(second)).toEqual(second);
  });

  test('under a message that is forgotten says so', async () => {
    const answer = await ask('متى تأسست المنظمة؟');
    const place = { chat: answer.chat.id, indexVersion: current.indexVersion };
    const made = createButtons(bot.playground.token).make({ ...place, label: 'x', action: 'context' });
    const query = bot.emulator.pressButton({
      chatId: answer.chat.id,
      messageId: 999_999,
      data: made.callback_data,
      force: true,
    });
    expect((await bot.emulator.callbackAnswer(query)).text).toBe(notices.lost);
  });
});

test('a button of an older index says so, and offers to ask again', async () => {
  const answer = await ask('متى تأسست المنظمة؟');
  current.indexVersion = 'second';
  expect((await press(answer, labels.context)).text).toBe(notices.old);
  await expect.poll(() => labelsOf(now(answer)), PATIENCE).toEqual([labels.again]);
  expect(now(answer).text).toBe(answer.text);
  await press(answer, labels.again);
  await expect.poll(() => labelsOf(now(answer)), PATIENCE).toEqual(labelsOf(answer));
  await press(answer, labels.context);
  expect(now(answer).text).toContain('في سياقها');
});

test('with feedback off, no opinions are asked for', async () => {
  const { suggestions: _, ...rest } = event;
  const plain = await startBot(rest);
  plain.emulator.receiveMessage({ chatId: 11, text: 'متى تأسست المنظمة؟' });
  const answer = await plain.emulator.waitForReply(11);
  await plain.close();
  expect(labelsOf(answer)).toEqual([labels.context, labels.more]);
});
