import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { startHttpServer } from '../../src/server/http-server.ts';
import { createWebhookApp } from '../../src/server/webhook-app.ts';
import { closing } from '../support/index-fixture.ts';

const logger = createLogger({ level: 'silent' });
const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': 'the-secret' };

async function start(result: 'accepted' | 'duplicate' | 'full' | 'malformed' = 'accepted') {
  const updates: unknown[] = [];
  const accept = async (update: unknown) => {
    updates.push(update);
    return result;
  };
  const app = createWebhookApp({ path: '/updates', secret: 'the-secret', accept, logger });
  const settings = { host: 'HOST', port: 'PORT' };
  const server = closing(await startHttpServer(app.fetch, { host: '127.0.0.1', port: 0, settings }));
  const post = (body: string | Uint8Array<ArrayBuffer>, others: RequestInit = {}, path = '/updates') =>
    fetch(`${server.url}${path}`, { method: 'POST', headers, body, ...others });
  return { updates, post, url: server.url };
}

test('takes an update', async () => {
  const { updates, post } = await start();
  expect((await post('{"update_id":7}')).status).toBe(200);
  expect(updates).toEqual([{ update_id: 7 }]);
});

test.each([
  ['duplicate', 200],
  ['full', 503],
  ['malformed', 400],
] as const)('a %s update is answered with %d', async (result, status) => {
  const { post } = await start(result);
  const response = await post('{"update_id":7}');
  expect(response.status).toBe(status);
  expect(response.headers.has('retry-after')).toBe(result === 'full');
});

const type = { 'content-type': 'application/json' };
const secret = { 'x-telegram-bot-api-secret-token': 'the-secret' };
test.each<[string, number, RequestInit, string?]>([
  ['another path', 404, { headers }, '/'],
  ['another method', 405, { method: 'PUT', headers }],
  ['no secret', 401, { headers: type }],
  ['a wrong secret', 401, { headers: { ...type, 'x-telegram-bot-api-secret-token': 'the-secreT' } }],
  ['no type', 415, { headers: { ...secret, 'content-type': 'text/plain' } }],
  ['too much', 413, { headers, body: `{"text":"${'x'.repeat(1024 * 1024)}"}` }],
  ['no JSON', 400, { headers, body: '{"update_id":' }],
  ['no UTF-8', 400, { headers, body: Uint8Array.from([0x22, 0xd8, 0x22]) }],
  ['nothing', 400, { headers, body: '' }],
])('refuses %s with %d, without a stack', async (_, status, init, path) => {
  const { updates, post } = await start();
  const response = await post('{}', init, path);
  expect(response.status).toBe(status);
  expect(await response.text()).not.toMatch(/\bat \b|\.ts/);
  expect(updates).toEqual([]);
});

test('a letter cut between two packets arrives whole', async () => {
  const { updates, url } = await start();
  const body = Buffer.from(JSON.stringify({ update_id: 1, text: 'متى تأسست؟' }));
  const head = `POST /updates HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-telegram-bot-api-secret-token: the-secret\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`;
  const cut = body.indexOf(Buffer.from('م')) + 1;
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.setNoDelay(true);
  socket.write(head);
  socket.write(body.subarray(0, cut));
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.write(body.subarray(cut));
  await new Promise((resolve) => socket.on('close', resolve).resume());
  expect(updates).toEqual([{ update_id: 1, text: 'متى تأسست؟' }]);
});

test('says which setting to change where the port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  closing(other);
  const { port } = other.address() as { port: number };
  const settings = { host: 'HEALTH_HOST', port: 'HEALTH_PORT' };
  await expect(startHttpServer(() => new Response(), { host: '127.0.0.1', port, settings })).rejects.toThrow(
    'set HEALTH_PORT to another number',
  );
});
