import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/playground.ts';
import { PortInUseError } from '../../src/server/port-in-use-error.ts';

let playground: Playground;

beforeEach(async () => {
  playground = await startPlayground({ port: 0 });
});

afterEach(async () => {
  await playground.close();
});

/** As `fetch`, but with headers that `fetch` keeps to itself. */
function ask(
  path: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
  server = playground.url,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(server + path, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(playground.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Reads a stream of events until one of the given name has come; resolves with all of them. */
async function eventsUntil(response: Response, last: string): Promise<{ event: string; data: unknown }[]> {
  const events: { event: string; data: unknown }[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const { event = '', data = 'null' } =
        /event: (?<event>.*)\ndata: (?<data>.*)/u.exec(block)?.groups ?? {};
      events.push({ event, data: JSON.parse(data) });
      if (event === last) return events;
    }
  }
  return events;
}

describe('the server', () => {
  it('serves the page under a strict policy, from this server only', async () => {
    const response = await fetch(playground.url);
    const html = await response.text();
    expect(html).toContain('dir="rtl"');
    expect(html).not.toMatch(/<style|style=|onclick=|https?:/u);
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'",
    );

    let size = html.length;
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/[^"]*)"/gu)) {
      const file = await fetch(playground.url + path);
      expect(file.status, path).toBe(200);
      size += (await file.text()).length;
    }
    expect(size).toBeGreaterThan(10_000);
    expect((await fetch(`${playground.url}/../playground.ts`)).status).toBe(404);
  });

  it('says what to do when the port is taken', async () => {
    const port = Number(new URL(playground.url).port);
    const second = startPlayground({ port });
    await expect(second).rejects.toBeInstanceOf(PortInUseError);
    await expect(second).rejects.toThrow(new RegExp(`Port ${port} on 127.0.0.1 is taken.*set PORT`, 'u'));
  });

  it('frees the port when it closes, with polls and streams open, and can be closed twice', async () => {
    const poll = fetch(`${playground.apiRoot}/bot${playground.token}/getUpdates?timeout=50`);
    const stream = await fetch(`${playground.url}/chat/5/events`);
    await expect.poll(() => playground.emulator.calls.length).toBe(1);

    await Promise.all([playground.close(), playground.close()]);
    await playground.close();
    expect(await (await poll).json()).toEqual({ ok: true, result: [] });
    expect(await stream.text()).toContain('event: snapshot');

    const again = await startPlayground({ port: Number(new URL(playground.url).port) });
    await again.close();
  });
});

describe('requests of other sites', () => {
  const own = () => new URL(playground.url).host;

  it.each([['/'], ['/chat/5/events'], ['/bot1:playground/getMe']])(
    'are refused under a foreign name: %s',
    async (path) => {
      expect(await ask(path, { host: 'evil.example' })).toBe(403);
      expect(await ask(path, { host: 'evil.example:8080', origin: 'http://evil.example:8080' })).toBe(403);
    },
  );

  it('are refused by their origin', async () => {
    const send = (headers: Record<string, string>) =>
      ask('/chat/5/messages', { 'content-type': 'application/json', ...headers }, 'POST', '{"text":"نص"}');
    expect(await send({ origin: 'https://evil.example' })).toBe(403);
    expect(await send({ origin: 'null' })).toBe(403);
    expect(await send({ origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(await send({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(playground.emulator.messages(5)).toEqual([]);
    expect(await send({ origin: playground.url, 'sec-fetch-site': 'same-origin' })).toBe(201);
  });

  it('are refused where a picture or a link would call the Bot API', async () => {
    const path = '/bot1:playground/setMyName?name=x';
    expect(await ask(path, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await ask(path, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(403);
    expect(await ask('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
  });

  it('are refused as forms', async () => {
    const type = 'application/x-www-form-urlencoded';
    expect(await ask('/chat/5/messages', { 'content-type': type }, 'POST', 'text=x')).toBe(415);
    expect(await ask('/chat/5/messages', { 'content-type': 'text/plain' }, 'POST', '{"text":"x"}')).toBe(415);
  });

  it('leave this machine alone: its other names work', async () => {
    const port = own().split(':')[1];
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect(await ask('/commands', { host: `${name}:${port}` })).toBe(200);
    }
  });
});

it('takes addresses in numbers, but no names, where it listens on all addresses', async () => {
  const open = await startPlayground({ host: '0.0.0.0', port: 0 });
  const { port } = new URL(open.url);
  const status = (host: string) => ask('/commands', { host }, 'GET', '', open.url);
  expect(open.url).toBe(`http://127.0.0.1:${port}`);
  expect(await status(`192.168.1.5:${port}`)).toBe(200);
  expect(await status(`[fd00::5]:${port}`)).toBe(200);
  expect(await status(`evil.example:${port}`)).toBe(403);
  await open.close();
});

describe("the page's interface", () => {
  it('streams a chat from where it stands', async () => {
    playground.emulator.receiveMessage({ chatId: 5, text: 'قبل' });
    const stream = await fetch(`${playground.url}/chat/5/events`);
    const events = eventsUntil(stream, 'delete');
    await post('/chat/5/messages', { text: '  /start بعد ' });
    const api = (method: string, body: object) =>
      post(`/bot${playground.token}/${method}`, { chat_id: 5, ...body });
    await api('sendChatAction', { action: 'typing' });
    await api('sendMessage', { text: 'جواب' });
    await post('/chat/6/messages', { text: 'لغيره' });
    await api('editMessageText', { message_id: 3, text: 'جواب آخر' });
    await api('setMyCommands', { commands: [{ command: 'help', description: 'مساعدة' }] });
    await api('deleteMessage', { message_id: 3 });

    expect(await events).toMatchObject([
      { event: 'snapshot', data: { bot: { commands: [] }, messages: [{ text: 'قبل' }] } },
      {
        event: 'message',
        data: { message: { text: '/start بعد', entities: [{ type: 'bot_command', length: 6 }] } },
      },
      { event: 'chat_action', data: { action: 'typing' } },
      { event: 'message', data: { message: { text: 'جواب' } } },
      { event: 'edit', data: { message: { text: 'جواب آخر' } } },
      { event: 'profile', data: { commands: [{ command: 'help' }] } },
      { event: 'delete', data: { messageId: 3 } },
    ]);
  });

  it('edits messages and presses buttons', async () => {
    const sent = await post('/chat/5/messages', { text: 'قبل' });
    const { messageId } = (await sent.json()) as { messageId: number };
    expect((await post(`/chat/5/messages/${messageId}/edit`, { text: 'بعد' })).status).toBe(200);
    expect(playground.emulator.messages(5)[0]).toMatchObject({ text: 'بعد', from: { language_code: 'ar' } });

    const keyboard = { inline_keyboard: [[{ text: 'زر', callback_data: 'go' }]] };
    await post(`/bot${playground.token}/sendMessage`, { chat_id: 5, text: 'اضغط', reply_markup: keyboard });
    const pressing = post('/chat/5/buttons', { messageId: messageId + 1, data: 'go' });
    const updates = await post(`/bot${playground.token}/getUpdates`, { offset: -1, timeout: 5 });
    const { result } = (await updates.json()) as { result: { callback_query: { id: string } }[] };
    const answer = { callback_query_id: result[0]?.callback_query.id, text: 'تم', show_alert: true };
    await post(`/bot${playground.token}/answerCallbackQuery`, answer);
    expect(await (await pressing).json()).toMatchObject({ text: 'تم', showAlert: true });
    expect((await post('/chat/5/buttons', { messageId: messageId + 1, data: 'forged' })).status).toBe(404);
    expect((await post('/chat/6/buttons', { messageId: messageId + 1, data: 'go' })).status).toBe(404);
    expect((await post(`/chat/5/messages/${messageId + 1}/edit`, { text: 'ليس لي' })).status).toBe(404);
  });

  it.each([
    ['/chat/x/messages', { text: 'نص' }, 400],
    ['/chat/0/messages', { text: 'نص' }, 400],
    ['/chat/-5/messages', { text: 'نص' }, 400],
    ['/chat/1.5/messages', { text: 'نص' }, 400],
    ['/chat/5/messages', { text: 5 }, 400],
    ['/chat/5/messages', { text: '  ' }, 400],
    ['/chat/5/messages', { text: 'س'.repeat(4097) }, 400],
    ['/chat/5/messages', { text: 'نص', chatId: 6 }, 400],
    ['/chat/5/messages', { text: 'x'.repeat(70_000) }, 413],
    ['/chat/5/messages/9/edit', { text: 'نص' }, 404],
    ['/chat/5/nothing', {}, 404],
  ])('refuses a wrong request to %s (case %$)', async (path, body, status) => {
    expect((await post(path, body)).status).toBe(status);
  });

  it('refuses bodies that are not JSON', async () => {
    expect(await ask('/chat/5/messages', { 'content-type': 'application/json' }, 'POST', '{"text":')).toBe(
      400,
    );
  });

  it('lists the commands that a visitor sees', async () => {
    const commands = [{ command: 'help', description: 'مساعدة' }];
    await post(`/bot${playground.token}/setMyCommands`, { commands, language_code: 'ar' });
    expect(await (await fetch(`${playground.url}/commands`)).json()).toEqual(commands);
    expect(await (await fetch(`${playground.url}/commands?language=fr`)).json()).toEqual([]);
  });
});
