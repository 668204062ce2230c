import { Telegraf, type TelegramError } from 'telegraf';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/playground.ts';
import { createTelegramEmulator } from '../../src/playground/telegram-emulator.ts';

const CHAT = 1001;

let playground: Playground;
let bot: Telegraf;

beforeEach(async () => {
  playground = await startPlayground({ port: 0 });
  bot = newBot();
});

afterEach(async () => {
  await playground.close();
});

function newBot(token = playground.token): Telegraf {
  return new Telegraf(token, { telegram: { apiRoot: playground.apiRoot } });
}

/** Starts polling and returns a function that ends it and waits for its end. */
function launch(): () => Promise<void> {
  const polling = bot.launch();
  return async () => {
    bot.stop();
    await polling;
  };
}

async function refusal(call: Promise<unknown>): Promise<TelegramError> {
  return call.then(
    () => expect.fail('the call was not refused'),
    (error: TelegramError) => error,
  );
}

async function descriptionOf(call: Promise<unknown>): Promise<string> {
  return (await refusal(call)).description;
}

describe('the emulated Bot API, by telegraf', () => {
  it('tells who the bot is', async () => {
    const me = await bot.telegram.getMe();
    expect(me).toMatchObject({ id: 1, is_bot: true, username: 'isnad_bot', supports_inline_queries: true });
  });

  it('refuses another token, and methods that it does not have', async () => {
    expect(await refusal(newBot('2:other').telegram.getMe())).toMatchObject({
      code: 401,
      description: 'Unauthorized',
    });
    expect(await refusal(bot.telegram.sendDice(CHAT))).toMatchObject({
      code: 404,
      description: 'Not Found',
    });
  });

  it('takes parameters from the address, forms and JSON', async () => {
    playground.emulator.openChat({ chatId: CHAT });
    const address = `${playground.apiRoot}/bot${playground.token}/sendMessage`;
    const parameters = { chat_id: String(CHAT), text: 'نص', reply_markup: '{"force_reply":true}' };
    const form = new FormData();
    for (const [name, value] of Object.entries(parameters)) form.set(name, value);
    const requests = [
      fetch(`${address}?${new URLSearchParams(parameters)}`),
      fetch(address, { method: 'POST', body: new URLSearchParams(parameters) }),
      fetch(address, { method: 'POST', body: form }),
      fetch(address, {
        method: 'POST',
        body: JSON.stringify({ ...parameters, reply_markup: { force_reply: true } }),
        headers: { 'content-type': 'application/json' },
      }),
    ];
    for (const request of requests) expect(await (await request).json()).toMatchObject({ ok: true });
    const messages = playground.emulator.messages(CHAT);
    expect(messages).toHaveLength(4);
    for (const message of messages) {
      expect(message).toMatchObject({ text: 'نص', reply_markup: { force_reply: true } });
    }
  });
});

describe('polling', () => {
  it('delivers updates in order, once', async () => {
    const seen: string[] = [];
    bot.on('text', (context) => {
      seen.push(context.message.text);
    });
    playground.emulator.receiveMessage({ chatId: CHAT, text: 'واحد' });
    const stop = launch();
    for (const text of ['اثنان', 'ثلاثة', 'أربعة'])
      playground.emulator.receiveMessage({ chatId: CHAT, text });
    await expect.poll(() => seen).toEqual(['واحد', 'اثنان', 'ثلاثة', 'أربعة']);
    await stop();
    expect((await bot.telegram.getWebhookInfo()).pending_update_count).toBe(0);
  });

  it('sends again what was not confirmed', async () => {
    playground.emulator.receiveMessage({ chatId: CHAT, text: 'واحد' });
    playground.emulator.receiveMessage({ chatId: CHAT, text: 'اثنان' });
    const poll = (offset: number, limit = 100) => bot.telegram.getUpdates(0, limit, offset, undefined);
    const first = await poll(0, 1);
    expect(first).toHaveLength(1);
    const again = await poll(0);
    expect(again.map((update) => update.update_id)).toEqual([1, 2]);
    expect((await poll(2)).map((update) => update.update_id)).toEqual([2]);
    expect(await poll(3)).toEqual([]);
    expect(await poll(0)).toEqual([]);
  });

  it('keeps only the last updates for a negative offset', async () => {
    for (const text of ['أ', 'ب', 'ج']) playground.emulator.receiveMessage({ chatId: CHAT, text });
    const updates = await bot.telegram.getUpdates(0, 100, -1, undefined);
    expect(updates.map((update) => update.update_id)).toEqual([3]);
    expect(await bot.telegram.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
  });

  it('leaves out kinds that the bot did not name', async () => {
    await bot.telegram.getUpdates(0, 100, 0, ['callback_query']);
    playground.emulator.receiveMessage({ chatId: CHAT, text: 'لا يصل' });
    expect(await bot.telegram.getUpdates(0, 100, 0, undefined)).toEqual([]);
    await bot.telegram.getUpdates(0, 100, 0, []);
    playground.emulator.receiveMessage({ chatId: CHAT, text: 'يصل' });
    expect(await bot.telegram.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
  });

  it('ends the first of two pollers with 409', async () => {
    const first = refusal(bot.telegram.getUpdates(50, 100, 0, undefined));
    await expect.poll(() => playground.emulator.calls.length).toBe(1);
    const second = newBot().telegram.getUpdates(50, 100, 0, undefined);
    expect(await first).toMatchObject({
      code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    playground.emulator.receiveMessage({ chatId: CHAT, text: 'للثاني' });
    expect(await second).toHaveLength(1);
  });

  it('does not poll beside a webhook', async () => {
    await bot.telegram.setWebhook('https://example.com/hook', { secret_token: 'secret' });
    expect(await bot.telegram.getWebhookInfo()).toMatchObject({ url: 'https://example.com/hook' });
    expect((await refusal(bot.telegram.getUpdates(0, 1, 0, undefined))).code).toBe(409);
    await bot.telegram.deleteWebhook();
    expect(await bot.telegram.getUpdates(0, 1, 0, undefined)).toEqual([]);
  });

  it('forgets the wait of a poller that went away', async () => {
    const controller = new AbortController();
    const poll = fetch(`${playground.apiRoot}/bot${playground.token}/getUpdates?timeout=50`, controller);
    await expect.poll(() => playground.emulator.calls.length).toBe(1);
    controller.abort();
    await expect(poll).rejects.toThrow();
    playground.emulator.receiveMessage({ chatId: CHAT, text: 'لمن يأتي بعده' });
    expect(await bot.telegram.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
  });
});

describe('messages', () => {
  beforeEach(() => {
    playground.emulator.openChat({ chatId: CHAT });
  });

  it('reads HTML, finds commands and trims', async () => {
    const message = await bot.telegram.sendMessage(CHAT, '  <b>قمة 😀</b> سمرقند /help \n', {
      parse_mode: 'HTML',
    });
    expect(message).toMatchObject({
      text: 'قمة 😀 سمرقند /help',
      entities: [
        { type: 'bold', offset: 0, length: 6 },
        { type: 'bot_command', offset: 14, length: 5 },
      ],
    });
  });

  it('moves entities with the characters that Telegram takes out', async () => {
    const text = '\u202bقمة\u202c سمرقند';
    const entities = [{ type: 'bold' as const, offset: 6, length: 6 }];
    const message = await bot.telegram.sendMessage(CHAT, text, { entities });
    expect(message).toMatchObject({ text: 'قمة سمرقند', entities: [{ offset: 4, length: 6 }] });
  });

  it.each([
    ['', {}, 'Bad Request: message text is empty'],
    ['  \n ', {}, 'Bad Request: message must be non-empty'],
    ['<b></b>', { parse_mode: 'HTML' as const }, 'Bad Request: message must be non-empty'],
    ['س'.repeat(4097), {}, 'Bad Request: message is too long'],
    [
      '<x>',
      { parse_mode: 'HTML' as const },
      `Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 0`,
    ],
    [
      'سؤال',
      { entities: [{ type: 'bold' as const, offset: 0, length: 5 }] },
      'Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 5',
    ],
    [
      'سؤال',
      { reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: 'س'.repeat(33) }]] } },
      'Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      'سؤال',
      { reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: '' }]] } },
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    ['سؤال', { reply_parameters: { message_id: 99 } }, 'Bad Request: message to be replied not found'],
    ['\ud83d', {}, 'Bad Request: strings must be encoded in UTF-8'],
  ])('refuses to send %j', async (text, extra, description) => {
    expect(await descriptionOf(bot.telegram.sendMessage(CHAT, text, extra))).toBe(description);
    expect(playground.emulator.messages(CHAT)).toEqual([]);
  });

  it('takes text and button data just within the limits', async () => {
    const message = await bot.telegram.sendMessage(CHAT, `<i>${'س'.repeat(4096)}</i>`, {
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: 'س'.repeat(32) }]] },
    });
    expect(message.text).toHaveLength(4096);
  });

  it('does not know chats that it has not met', async () => {
    expect(await descriptionOf(bot.telegram.sendMessage(5, 'نص'))).toBe('Bad Request: chat not found');
  });

  it('edits text and buttons, and says where nothing changes', async () => {
    const button = { inline_keyboard: [[{ text: 'زر', callback_data: 'a' }]] };
    const { message_id } = await bot.telegram.sendMessage(CHAT, 'قبل', { reply_markup: button });
    const edit = (text: string, extra = {}) =>
      bot.telegram.editMessageText(CHAT, message_id, undefined, text, extra);

    expect(await descriptionOf(edit('قبل', { reply_markup: button }))).toMatch(
      /^Bad Request: message is not modified/u,
    );
    expect(await edit('بعد')).toMatchObject({ text: 'بعد', edit_date: expect.any(Number) });
    expect(playground.emulator.messages(CHAT)[0]).not.toHaveProperty('reply_markup');
    expect(await descriptionOf(edit('بعد'))).toMatch(/^Bad Request: message is not modified/u);

    await bot.telegram.editMessageReplyMarkup(CHAT, message_id, undefined, button);
    expect(playground.emulator.messages(CHAT)[0]).toMatchObject({ text: 'بعد', reply_markup: button });
    expect(await descriptionOf(bot.telegram.editMessageText(CHAT, 99, undefined, 'نص'))).toBe(
      'Bad Request: message to edit not found',
    );
  });

  it('deletes', async () => {
    const { message_id } = await bot.telegram.sendMessage(CHAT, 'نص');
    await bot.telegram.deleteMessage(CHAT, message_id);
    expect(playground.emulator.messages(CHAT)).toEqual([]);
    expect(await descriptionOf(bot.telegram.deleteMessage(CHAT, message_id))).toBe(
      'Bad Request: message to delete not found',
    );
  });

  it('shows reply keyboards to people but not in the message the bot gets', async () => {
    const keyboard = { keyboard: [[{ text: 'نعم' }]], resize_keyboard: true };
    const message = await bot.telegram.sendMessage(CHAT, 'نص', { reply_markup: keyboard });
    expect(message).not.toHaveProperty('reply_markup');
    expect(playground.emulator.messages(CHAT)[0]).toMatchObject({ reply_markup: keyboard });
  });
});

describe('conversations', () => {
  it('answers commands, edits and buttons', async () => {
    bot.command('start', (context) =>
      context.reply(`أهلًا ${context.payload}`, {
        reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: 'go' }]] },
      }),
    );
    bot.on('edited_message', (context) => context.reply('عدّلت'));
    bot.action('go', async (context) => {
      await context.answerCbQuery('تم', { show_alert: true });
      await context.editMessageText('ضُغط');
    });
    const stop = launch();
    const { emulator } = playground;

    const sent = emulator.receiveMessage({ chatId: CHAT, text: '/start حمولة', languageCode: 'ar' });
    const welcome = await emulator.waitForReply(CHAT);
    expect(welcome.text).toBe('أهلًا حمولة');

    emulator.editMessage({ chatId: CHAT, messageId: sent.message_id, text: '/start أخرى' });
    expect((await emulator.waitForReply(CHAT, { after: welcome.message_id })).text).toBe('عدّلت');

    expect(() =>
      emulator.pressButton({ chatId: CHAT, messageId: welcome.message_id, data: 'other' }),
    ).toThrow(/no button with the data "other"/u);
    const query = emulator.pressButton({ chatId: CHAT, messageId: welcome.message_id, data: 'go' });
    expect(await emulator.callbackAnswer(query)).toEqual({ queryId: query, text: 'تم', showAlert: true });
    await expect.poll(() => emulator.messages(CHAT)[1]?.text).toBe('ضُغط');
    await stop();
  });

  it('refuses answers to queries that are not there or too old', async () => {
    expect(await descriptionOf(bot.telegram.answerCbQuery('5'))).toBe(
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  });

  it('passes forged button data on when told to', async () => {
    playground.emulator.pressButton({ chatId: CHAT, messageId: 7, data: 'forged', force: true });
    const [update] = await bot.telegram.getUpdates(0, 1, 0, undefined);
    expect(update).toMatchObject({ callback_query: { data: 'forged', message: { message_id: 7, date: 0 } } });
  });

  it('shows chat actions, and refuses unknown ones', async () => {
    const events: string[] = [];
    playground.emulator.openChat({ chatId: CHAT });
    const unsubscribe = playground.emulator.subscribe(CHAT, (event) => events.push(event.type));
    await bot.telegram.sendChatAction(CHAT, 'typing');
    await bot.telegram.sendMessage(CHAT, 'نص');
    unsubscribe();
    await bot.telegram.sendMessage(CHAT, 'نص');
    expect(events).toEqual(['chat_action', 'message']);
    const wrong = bot.telegram.callApi('sendChatAction', { chat_id: CHAT, action: 'sleep' as 'typing' });
    expect(await descriptionOf(wrong)).toBe('Bad Request: wrong parameter action in request');
  });

  it('carries inline queries', async () => {
    bot.on('inline_query', (context) =>
      context.answerInlineQuery([
        {
          type: 'article',
          id: '1',
          title: context.inlineQuery.query,
          input_message_content: { message_text: 'نص' },
        },
      ]),
    );
    const stop = launch();
    const { results } = await playground.emulator.inlineQuery({ userId: CHAT, query: 'سمرقند' });
    expect(results).toMatchObject([{ id: '1', title: 'سمرقند' }]);
    await stop();
  });

  it('tells of members and other kinds of messages', async () => {
    const { emulator } = playground;
    emulator.receiveMessage({ chatId: -100, userId: CHAT, location: { latitude: 39.6, longitude: 66.9 } });
    emulator.setChatMember(-100, CHAT, 'administrator');
    const [update] = await bot.telegram.getUpdates(0, 1, 0, undefined);
    expect(update).toMatchObject({ message: { chat: { type: 'supergroup' }, location: { latitude: 39.6 } } });
    expect(await bot.telegram.getChatMember(-100, CHAT)).toMatchObject({ status: 'administrator' });
    expect(await bot.telegram.getChat(-100)).toMatchObject({ id: -100, type: 'supergroup' });
  });

  it('says what the bot did instead of replying', async () => {
    playground.emulator.receiveMessage({ chatId: CHAT, text: 'نص' });
    await bot.telegram.getMe();
    await expect(playground.emulator.waitForReply(CHAT, { timeoutMs: 20 })).rejects.toThrow(
      /latest calls: getMe/u,
    );
  });
});

describe('the profile', () => {
  const arabic = [{ command: 'help', description: 'مساعدة' }];
  const english = [{ command: 'help', description: 'Help' }];

  it('keeps commands by scope and language, and shows the closest', async () => {
    const { telegram } = bot;
    await telegram.setMyCommands(english);
    await telegram.setMyCommands(arabic, { language_code: 'ar' });
    await telegram.setMyCommands([{ command: 'admin', description: 'إدارة' }], {
      scope: { type: 'chat', chat_id: 9 },
    });

    expect(await telegram.getMyCommands({ language_code: 'ar' })).toEqual(arabic);
    expect(await telegram.getMyCommands({ language_code: 'fr' })).toEqual([]);
    const seen = (chatId: number, languageCode: string) =>
      playground.emulator.botCard({ chatId, languageCode }).commands;
    expect(seen(1, 'ar')).toEqual(arabic);
    expect(seen(1, 'fr')).toEqual(english);
    expect(seen(9, 'ar')).toMatchObject([{ command: 'admin' }]);

    await telegram.deleteMyCommands({ language_code: 'ar' });
    expect(seen(1, 'ar')).toEqual(english);
  });

  it('refuses commands that Telegram refuses', async () => {
    const set = (command: string, description = 'وصف') =>
      bot.telegram.setMyCommands([{ command, description }]);
    expect(await descriptionOf(set('مساعدة'))).toBe('Bad Request: BOT_COMMAND_INVALID');
    expect(await descriptionOf(set('help', ' '))).toBe('Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
  });

  it('keeps the name and descriptions', async () => {
    await bot.telegram.setMyName('إسناد');
    await bot.telegram.setMyDescription('يجيب من المقال', 'ar');
    await bot.telegram.setMyShortDescription('قصير');
    expect((await bot.telegram.getMe()).first_name).toBe('إسناد');
    expect(await bot.telegram.getMyDescription('ar')).toEqual({ description: 'يجيب من المقال' });
    expect(await bot.telegram.getMyDescription()).toEqual({ description: '' });
    expect(await bot.telegram.getMyShortDescription('ar')).toEqual({ short_description: 'قصير' });
  });
});

describe('faults on demand', () => {
  beforeEach(() => {
    playground.emulator.openChat({ chatId: CHAT });
  });

  it('asks to wait, once', async () => {
    playground.emulator.failNext('sendMessage', { retry_after: 3 });
    expect(await refusal(bot.telegram.sendMessage(CHAT, 'نص'))).toMatchObject({
      code: 429,
      description: 'Too Many Requests: retry after 3',
      parameters: { retry_after: 3 },
    });
    expect(await bot.telegram.sendMessage(CHAT, 'نص')).toMatchObject({ text: 'نص' });
  });

  it('fails with any error', async () => {
    playground.emulator.failNext('sendMessage', {
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    expect(await descriptionOf(bot.telegram.sendMessage(CHAT, 'نص'))).toBe(
      'Forbidden: bot was blocked by the user',
    );
    playground.emulator.failNext('sendMessage', { status: 502 });
    expect((await refusal(bot.telegram.sendMessage(CHAT, 'نص'))).code).toBe(502);
    expect(playground.emulator.messages(CHAT)).toEqual([]);
  });

  it('cuts the connection', async () => {
    playground.emulator.failNext('sendMessage', { drop: true });
    await expect(bot.telegram.sendMessage(CHAT, 'نص')).rejects.toMatchObject({ name: 'FetchError' });
    expect(playground.emulator.messages(CHAT)).toEqual([]);
    expect(await bot.telegram.sendMessage(CHAT, 'نص')).toMatchObject({ text: 'نص' });
  });
});

it('forgets the oldest chats and messages', () => {
  const emulator = createTelegramEmulator({ maxChats: 2, maxMessages: 3 });
  for (const text of ['1', '2', '3', '4']) emulator.receiveMessage({ chatId: 1, text });
  expect(emulator.messages(1).map((message) => message.text)).toEqual(['2', '3', '4']);
  emulator.receiveMessage({ chatId: 2, text: 'ب' });
  emulator.receiveMessage({ chatId: 1, text: '5' });
  emulator.receiveMessage({ chatId: 3, text: 'ج' });
  expect(emulator.messages(2)).toEqual([]);
  expect(emulator.messages(1)).toHaveLength(3);
});
