import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/playground.ts';
import { launchScriptedBot } from '../support/scripted-bot.ts';

const GROUP = -1_000_000_000_005;
const SALMA = { id: 5, name: 'سلمى' };
const OMAR = { id: 6, name: 'عمر', language: 'en' };

let playground: Playground;
let stopBot: () => Promise<void>;

beforeEach(async () => {
  playground = await startPlayground({ port: 0 });
  stopBot = await launchScriptedBot(playground);
});

afterEach(async () => {
  await stopBot();
  await playground.close();
});

async function post(path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(playground.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const inGroup = (path: string, body: object) => post(`/chat/${GROUP}/${path}`, { from: SALMA, ...body });

const texts = () => playground.emulator.messages(GROUP).map((message) => message.text);

/** What the page is told first of a chat. */
async function snapshot(chatId: number, query = ''): Promise<unknown> {
  const abort = new AbortController();
  const response = await fetch(`${playground.url}/chat/${chatId}/events${query}`, { signal: abort.signal });
  const { value } = (await response.body?.getReader().read()) ?? {};
  abort.abort();
  return JSON.parse(/data: (.*)/u.exec(Buffer.from(value ?? []).toString())?.[1] ?? 'null');
}

describe('a group', () => {
  beforeEach(async () => {
    await inGroup('membership', { isMember: true, title: 'القمة' });
    await playground.emulator.waitForReply(GROUP);
  });

  it('says that the bot came, and who added it', () => {
    const [added, greeting] = playground.emulator.messages(GROUP);
    expect(added).toMatchObject({
      chat: { title: 'القمة', type: 'supergroup', is_forum: true },
      from: { id: 5, first_name: 'سلمى', language_code: 'ar' },
      new_chat_members: [{ username: 'isnad_bot' }],
    });
    expect(greeting).toMatchObject({ text: 'أهلًا بالمجموعة' });
  });

  it('hears its members, each by their own name', async () => {
    await inGroup('messages', { text: 'كلام بيننا' });
    await inGroup('messages', { text: '@isnad_bot متى القمة؟', from: OMAR });
    expect(await playground.emulator.waitForReply(GROUP)).toMatchObject({
      text: 'سمعتك: @isnad_bot متى القمة؟',
      reply_to_message: { from: { id: 6, first_name: 'عمر', language_code: 'en' } },
    });
    expect(texts()).toHaveLength(5);
  });

  it('keeps to the topic', async () => {
    await inGroup('messages', { text: '/ask متى القمة؟', topic: 7 });
    expect(await playground.emulator.waitForReply(GROUP)).toMatchObject({
      text: 'سؤالك: متى القمة؟',
      message_thread_id: 7,
      is_topic_message: true,
    });
  });

  it('lets members edit what is theirs only', async () => {
    const { body } = await inGroup('messages', { text: 'قبل' });
    const path = `messages/${body.messageId}/edit`;
    expect((await inGroup(path, { text: 'بعد', from: OMAR })).status).toBe(404);
    expect(texts()).toContain('قبل');
    expect((await inGroup(path, { text: 'بعد' })).status).toBe(200);
    expect(texts()).toContain('بعد');
  });

  it('says nothing to a bot that was removed, and hears nothing of it', async () => {
    await inGroup('membership', { isMember: false });
    await inGroup('messages', { text: '@isnad_bot هل أنت هنا؟' });
    expect(await snapshot(GROUP)).toMatchObject({ bot: { isMember: false } });

    const sent = await post(`/bot${playground.token}/sendMessage`, { chat_id: GROUP, text: 'نعم' });
    expect(sent.body).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot is not a member of the supergroup chat',
    });
    expect(texts().at(-1)).toBe('@isnad_bot هل أنت هنا؟');
    expect(playground.emulator.messages(GROUP).at(-2)).toMatchObject({
      from: { id: 5 },
      left_chat_member: { username: 'isnad_bot' },
    });

    await inGroup('membership', { isMember: true });
    expect(await snapshot(GROUP)).toMatchObject({ bot: { isMember: true } });
  });

  it('sees a bot leave by itself', async () => {
    await post(`/bot${playground.token}/leaveChat`, { chat_id: GROUP });
    expect(playground.emulator.messages(GROUP).at(-1)).toMatchObject({
      from: { is_bot: true },
      left_chat_member: { is_bot: true },
    });
    expect(await snapshot(GROUP)).toMatchObject({ bot: { isMember: false } });
  });

  it('needs to know who does it, and has its own rules', async () => {
    const missing = await post(`/chat/${GROUP}/messages`, { text: 'نص' });
    expect(missing).toMatchObject({ status: 400, body: { error: expect.stringContaining('"from"') } });
    expect((await post('/chat/5/membership', { isMember: false, from: SALMA })).status).toBe(400);
    const impostor = await post('/chat/5/messages', { text: 'نص', from: OMAR });
    expect(impostor).toMatchObject({ status: 400, body: { error: expect.stringContaining('not of 6') } });
    expect((await inGroup('messages', { text: 'نص', topic: -1 })).status).toBe(400);
    expect((await inGroup('messages', { text: 'نص', from: { id: 5, name: ' ' } })).status).toBe(400);
    expect((await inGroup('messages', { text: 'نص', from: { ...SALMA, language: '؟' } })).status).toBe(400);
  });
});

describe('inline mode', () => {
  const ask = (query: string, from = SALMA) => post(`/chat/${from.id}/inline`, { query, from });
  const queries = () => playground.emulator.calls.filter(({ method }) => method === 'answerInlineQuery');

  it('offers results, sends one via the bot, and lets its button edit it', async () => {
    const { body } = await ask('القمة');
    expect(body).toMatchObject({
      results: [
        { id: '1', title: 'القمة: الأولى', description: 'الجملة الأولى من المقال' },
        { id: '2' },
        { id: '3' },
      ],
      button: { text: 'اسأل في المحادثة', start_parameter: 'from_inline' },
    });

    const choice = { queryId: body.queryId, resultId: '1', from: SALMA };
    const sent = await post('/chat/5/inline/choice', choice);
    expect(sent.status).toBe(201);
    const [message] = playground.emulator.messages(5);
    expect(message).toMatchObject({
      from: { id: 5 },
      via_bot: { username: 'isnad_bot' },
      text: 'الأولى عن القمة',
      entities: [{ type: 'bold', offset: 0, length: 6 }],
    });

    await post('/chat/5/buttons', { messageId: sent.body.messageId, data: 'refresh', from: SALMA });
    await expect.poll(() => playground.emulator.messages(5)[0]?.text).toBe('نص محدّث');
    const edit = playground.emulator.calls.find(({ method }) => method === 'editMessageText');
    expect(edit?.parameters).toMatchObject({ inline_message_id: expect.any(String) });
  });

  it('asks again only for what is new', async () => {
    await ask('القمة');
    await ask('القمة');
    await ask('القمة', OMAR);
    await ask('');
    expect(await ask('لا شيء')).toMatchObject({ status: 200, body: { results: [] } });
    // The second user's client is English: another answer might come.
    expect(queries()).toHaveLength(4);
  });

  it('sends a result into a topic of a group', async () => {
    await inGroup('membership', { isMember: true, title: 'القمة' });
    const { body } = await inGroup('inline', { query: 'القمة' });
    await inGroup('inline/choice', { queryId: body.queryId, resultId: '2', topic: 7 });
    expect(playground.emulator.messages(GROUP).find(({ via_bot }) => via_bot)).toMatchObject({
      text: 'الثانية عن القمة',
      message_thread_id: 7,
    });
  });

  it('refuses what the bot did not offer', async () => {
    const { body } = await ask('القمة');
    const choose = (queryId: unknown, resultId: string) =>
      post('/chat/5/inline/choice', { queryId, resultId, from: SALMA });
    expect(await choose(body.queryId, '9')).toMatchObject({
      status: 404,
      body: { error: expect.stringContaining('no result "9"') },
    });
    expect((await choose('12', '1')).status).toBe(404);
    expect((await choose(12, '1')).status).toBe(400);
    expect(playground.emulator.messages(5)).toEqual([]);
  });
});

it.each(['photo', 'voice', 'sticker', 'location', 'contact', 'poll'])('sends a %s', async (kind) => {
  expect((await post('/chat/5/attachments', { kind })).status).toBe(201);
  expect(playground.emulator.messages(5)[0]).toHaveProperty(kind);
  expect(await playground.emulator.waitForReply(5)).toMatchObject({ text: 'نصوص فقط' });
});

it('refuses attachments that it does not know', async () => {
  expect((await post('/chat/5/attachments', { kind: 'game' })).status).toBe(400);
});

it('shows the menu in the language of the client', async () => {
  expect(await snapshot(5, '?language=en')).toMatchObject({
    bot: { isMember: true, commands: [{ description: 'Start' }, {}] },
  });
  expect(await snapshot(5)).toMatchObject({ bot: { commands: [{ description: 'ابدأ' }, {}] } });
  expect((await fetch(`${playground.url}/chat/5/events?language=12`)).status).toBe(400);
});
