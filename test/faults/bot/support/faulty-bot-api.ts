import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { createTelegramEmulator } from '../../../../src/playground/telegram-emulator.ts';

/** What may go wrong between the bot and Telegram. */
export const FAULTS = [
  'dropped before it was read',
  'dropped before the answer',
  'answer cut in mid-letter',
  'delayed',
  'updates repeated',
  'updates reordered',
  '429 with a pause',
  '500',
  '502',
  '409',
] as const;
export type FaultKind = (typeof FAULTS)[number];

export interface FaultyBotApiOptions {
  readonly fault: FaultKind;
  /** Of the requests that the fault can strike. */
  readonly share: number;
  readonly random: () => number;
}

/** Faults that only polling can meet. */
const POLLING_FAULTS: readonly FaultKind[] = ['409', 'updates repeated', 'updates reordered'];

/** Updates that are handed out at once; few where polls are to be injured, so that there are many of them. */
const BATCH = 20;
const SMALL_BATCH = 3;

const STATUS: Partial<Record<FaultKind, number>> = {
  '500': 500,
  '502': 502,
  '409': 409,
  '429 with a pause': 429,
};

/** An emulated Bot API behind a server that injures a share of what goes through it. */
export async function startFaultyBotApi({ fault, share, random }: FaultyBotApiOptions) {
  const emulator = createTelegramEmulator({ maxChats: 1000 });
  const delivered: unknown[] = [];
  let injected = 0;
  const batch = POLLING_FAULTS.includes(fault) ? SMALL_BATCH : BATCH;

  async function ask(request: IncomingMessage, body: string): Promise<Response> {
    const isPoll = request.url?.endsWith('/getUpdates');
    const asked = isPoll ? JSON.stringify({ limit: batch, ...JSON.parse(body) }) : body;
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: asked };
    return emulator.app.fetch(new Request(`http://x${request.url}`, init));
  }

  function strikes(method: string): boolean {
    const isPoll = method === 'getUpdates';
    const concerns = isPoll || !POLLING_FAULTS.includes(fault);
    return concerns && method !== 'getMe' && random() < share;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.url?.split('/').at(-1) ?? '';
    const isStruck = strikes(method);
    if (isStruck) injected += 1;
    if (isStruck && fault === 'dropped before it was read') return void request.socket.destroy();
    const body = await text(request);
    const status = isStruck ? STATUS[fault] : undefined;
    if (status !== undefined) return refuse(response, status);
    const answer = await ask(request, body);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!isStruck) return void response.writeHead(answer.status).end(remembered(method, bytes));
    if (fault === 'delayed') await wait(random() * 200);
    if (fault === 'dropped before the answer') return void request.socket.destroy();
    if (fault === 'answer cut in mid-letter') {
      response.writeHead(answer.status, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, cutInsideLetter(bytes)), () => request.socket.destroy());
      return;
    }
    response.writeHead(answer.status).end(disturbed(method, bytes));
  }

  function remembered(method: string, bytes: Buffer): Buffer {
    if (method === 'getUpdates') delivered.push(...(JSON.parse(bytes.toString()).result ?? []));
    return bytes;
  }

  function disturbed(method: string, bytes: Buffer): Buffer | string {
    const content = JSON.parse(bytes.toString());
    if (method !== 'getUpdates' || !Array.isArray(content.result)) return bytes;
    const result =
      fault === 'updates repeated' ? [...delivered.slice(-20), ...content.result] : content.result;
    delivered.push(...content.result);
    return JSON.stringify({ ...content, result: shuffled(result, random) });
  }

  const server = createServer((request, response) => {
    request.on('error', () => {});
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    emulator,
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get injected() {
      return injected;
    },
    close() {
      emulator.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  const parameters = status === 429 ? { parameters: { retry_after: 1 } } : {};
  response.end(JSON.stringify({ ok: false, error_code: status, description: 'Injected', ...parameters }));
}

/** A place in the bytes that lies inside of a letter where there is one of several bytes; else in the middle. */
function cutInsideLetter(bytes: Buffer): number {
  const inside = bytes.findIndex((byte) => byte >= 0xc0);
  return inside >= 0 ? inside + 1 : bytes.length >> 1;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
