import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages, profiles } from '../../src/bot/messages.ts';
import type { MessageContent } from '../../src/playground/telegram-emulator.ts';
import { openEventAnswerer, startBot } from '../support/running-bot.ts';

let bot: Awaited<ReturnType<typeof startBot>>;
let event: Awaited<ReturnType<typeof openEventAnswerer>>;
let directory: string;
let lastChat = 1000;
const log: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  event = await openEventAnswerer(directory);
  bot = await startBot({ ...event, log });
});

afterAll(async () => {
  await bot?.close();
  await event?.close();
  await rm(directory, { recursive: true, force: true });
});

/** Says something in a chat of its own and waits for the answer. */
async function say(text: string, content: MessageContent = {}) {
  lastChat += 1;
  bot.emulator.receiveMessage({ chatId: lastChat, ...(text !== '' && { text }), ...content });
  return bot.emulator.waitForReply(lastChat);
}

describe('a question', () => {
  test('is answered with the very sentence, cited, its words in bold', async () => {
    const { text = '', entities = [] } = await say('متى تأسست المنظمة؟');
    const article = await event.readArticle('samarkand-2022');
    const sentence = article?.body.split('\n')[9] ?? 'missing';
    expect(sentence).toContain('يونيو/حزيران 2001');
    expect(text).toContain(`${sentence}\u2069 [١]`);
    expect(text).toContain(`— ${article?.title}، الجملة ١٠`);
    const bold = entities.map(({ offset, length }) => text.slice(offset, offset + length));
    expect(bold).toContain('تأسست');
  });

  test('that the article does not answer is not guessed at', async () => {
    expect((await say('كم سعر برميل النفط اليوم؟')).text).toBe(messages.notFound(1));
  });

  test('shows typing before the answer', async () => {
    const seen: string[] = [];
    const unsubscribe = bot.emulator.subscribe(lastChat + 1, ({ type }) => seen.push(type));
    await say('من التقى بوتين؟');
    unsubscribe();
    expect(
      bot.emulator.calls.filter(({ method }) => method === 'sendChatAction').at(-1)?.parameters,
    ).toMatchObject({
      chat_id: lastChat,
      action: 'typing',
    });
    expect(seen.length).toBeGreaterThan(0);
  });

  test('with markup in it is quoted as text', async () => {
    expect((await say('ماذا قال <b>بوتين</b> & عن _تايوان_؟')).text).toContain('تايوان');
  });

  test.each([
    ['كلمة '.repeat(800), messages.rejected.too_long],
    ['When was the organization founded?', messages.rejected.not_arabic],
    ['؟؟', messages.rejected.empty],
    ['😀', messages.rejected.empty],
    ['/unknown', messages.unknownCommand],
  ])('such as %.20s gets a fitting line', async (text, reply) => {
    expect((await say(text)).text).toBe(reply);
  });

  test('is written to the log at debug only', async () => {
    await say('متى تأسست المنظمة؟');
    const levels = log.filter((line) => line.includes('متى تأسست')).map((line) => JSON.parse(line).level);
    expect(new Set(levels)).toEqual(new Set([20]));
  });
});

describe('a command', () => {
  test('/start greets and names the article', async () => {
    const { text } = await say('/start');
    expect(text).toContain('أهلًا بك في «إسناد»');
    expect(text).toContain(event.articles.get('samarkand-2022')?.title);
  });

  test('/help lists every command', async () => {
    const { text } = await say('/help');
    for (const command of Object.keys(profiles.ar.commands)) expect(text).toContain(`/${command}`);
  });

  test('/sources lists the articles', async () => {
    const title = event.articles.get('samarkand-2022')?.title;
    expect((await say('/sources')).text).toBe(`أجيب من هذا المقال:\n\n١. ${title}`);
  });

  test('stands in the menu, in Arabic', () => {
    const { commands } = bot.emulator.botCard({ chatId: 1, languageCode: 'ar' });
    expect(Object.fromEntries(commands.map((each) => [each.command, each.description]))).toEqual(
      profiles.ar.commands,
    );
  });

  test('stands in the menu of English clients in English', async () => {
    const card = () => bot.emulator.botCard({ chatId: 1, languageCode: 'en' });
    await expect.poll(() => card().commands[0]).toEqual({ command: 'start', description: 'Start here' });
    await expect.poll(() => card().shortDescription).toBe(profiles.en.shortDescription);
  });
});

const file = { file_id: 'f', file_unique_id: 'u' };

const received: [keyof typeof messages.notText, MessageContent][] = [
  ['photo', { photo: [{ ...file, width: 1, height: 1 }] }],
  ['voice', { voice: { ...file, duration: 1 } }],
  ['video', { video: { ...file, duration: 1, width: 1, height: 1 } }],
  [
    'sticker',
    { sticker: { ...file, type: 'regular', width: 1, height: 1, is_animated: false, is_video: false } },
  ],
  ['location', { location: { latitude: 39.65, longitude: 66.96 } }],
  ['contact', { contact: { phone_number: '1', first_name: 'a' } }],
  [
    'poll',
    {
      poll: {
        id: '1',
        question: 'a',
        options: [],
        total_voter_count: 0,
        is_closed: false,
        is_anonymous: true,
        type: 'regular',
        allows_multiple_answers: false,
      },
    },
  ],
  ['other', { document: file }],
];

describe('what is no text', () => {
  test.each(received)('a %s gets a polite line of its own', async (kind, content) => {
    expect((await say('', content)).text).toBe(messages.notText[kind]);
  });

  test('gets it once in a while, not every time', async () => {
    const chatId = 901;
    const { photo } = received[0]?.[1] ?? {};
    const voice = { ...file, duration: 1 };
    bot.emulator.receiveMessage({ chatId, ...(photo && { photo }) });
    bot.emulator.receiveMessage({ chatId, ...(photo && { photo }) });
    bot.emulator.receiveMessage({ chatId, voice });
    bot.emulator.receiveMessage({ chatId, text: '/help' });
    await expect.poll(() => bot.emulator.messages(chatId).at(-1)?.text).toBe(messages.help);
    const said = bot.emulator.messages(chatId).filter(({ from }) => from.is_bot);
    expect(said.map(({ text }) => text)).toEqual([
      messages.notText.photo,
      messages.notText.voice,
      messages.help,
    ]);
  });
});

test.each([
  ['السلام عليكم', messages.smallTalk.peace],
  ['شكراااا يا بوت', messages.smallTalk.thanks],
  ['شلونك؟', messages.smallTalk.wellbeing],
  ['إنت مين؟', messages.smallTalk.identity],
])('«%s» gets a warm line, not a search', async (text, line) => {
  const reply = await say(text);
  expect(reply.text).toBe(line);
  expect(reply.reply_markup).toBeUndefined();
});

describe('a follow-up question', () => {
  const ask = (chatId: number, userId: number, text: string) => {
    const { message_id } = bot.emulator.receiveMessage({ chatId, userId, text });
    return bot.emulator.waitForReply(chatId, { after: message_id });
  };

  test('is read with what its asker asked before', async () => {
    await ask(501, 501, 'ما أهداف منظمة شنغهاي؟');
    expect((await ask(501, 501, 'ومتى تأسست؟')).text).toContain('التي تأسست في يونيو/حزيران 2001');
  });

  test('is not read with what somebody else asked', async () => {
    await ask(-601, 601, '@isnad_bot ماذا قال بوتين عن تايوان؟');
    await ask(-601, 602, '@isnad_bot متى تأسست المنظمة؟');
    const { text } = await ask(-601, 602, '@isnad_bot وكم دولة تضم؟');
    expect(text).toContain('ثماني دول');
  });
});

describe('a question that is edited', () => {
  test('has its answer edited', async () => {
    const question = bot.emulator.receiveMessage({ chatId: 701, text: 'كم سعر برميل النفط اليوم؟' });
    const before = await bot.emulator.waitForReply(701);
    bot.emulator.editMessage({ chatId: 701, messageId: question.message_id, text: 'متى تأسست المنظمة؟' });
    const answer = () =>
      bot.emulator.messages(701).find(({ message_id }) => message_id === before.message_id)?.text;
    await expect.poll(answer).toContain('يونيو/حزيران 2001');
    expect(bot.emulator.messages(701)).toHaveLength(2);
  });
});
