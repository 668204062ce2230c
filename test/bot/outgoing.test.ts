import { setTimeout as wait } from 'node:timers/promises';
import { TelegramError } from 'telegraf';
import { describe, expect, test } from 'vitest';
import type { CallApi } from '../../src/bot/outgoing/bot-api-client.ts';
import { ConnectionError } from '../../src/bot/outgoing/connection-error.ts';
import { createOutgoing } from '../../src/bot/outgoing/outgoing.ts';
import { UncertainDeliveryError } from '../../src/bot/outgoing/uncertain-delivery-error.ts';
import { UnreachableChatError } from '../../src/bot/outgoing/unreachable-chat-error.ts';
import { createLogger } from '../../src/logger.ts';
import { createMetrics } from '../../src/metrics.ts';

const refusal = (code: number, description: string, parameters = {}) =>
  new TelegramError({ error_code: code, description, parameters });

/** A way out to a Telegram that fails so in turn, then does what it is asked. */
function outgoing(...failures: Error[]) {
  const calls: { method: string; payload: Record<string, unknown> }[] = [];
  const callApi: CallApi = async (method, payload) => {
    calls.push({ method, payload });
    const failure = failures.shift();
    if (failure) throw failure;
    return 'done';
  };
  const send = createOutgoing({
    callApi,
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    retries: { attempts: 3, firstDelay: 1 },
  });
  return { send, calls };
}

const toChat = (chat: number) => ({ chat_id: chat, text: 'جواب' });

describe('is tried again', () => {
  test.each([
    ['a message that never left', 'sendMessage', new ConnectionError('not_sent', 'ECONNREFUSED')],
    ['a message that Telegram had trouble with', 'sendMessage', refusal(502, 'Bad Gateway')],
    ['an edit whose answer was lost', 'editMessageText', new ConnectionError('broken', 'ECONNRESET')],
  ])('%s', async (_, method, failure) => {
    const { send, calls } = outgoing(failure, failure);
    expect(await send(method, toChat(1))).toBe('done');
    expect(calls).toHaveLength(3);
  });

  test('but not for ever', async () => {
    const failure = refusal(500, 'Internal Server Error');
    const { send, calls } = outgoing(...Array.from({ length: 9 }, () => failure));
    await expect(send('sendMessage', toChat(1))).rejects.toBe(failure);
    expect(calls).toHaveLength(4);
  });
});

test.each([
  ['broke', new ConnectionError('broken', 'ECONNRESET')],
  ['timed out at the gateway', refusal(504, 'Gateway Timeout')],
])('a message whose connection %s is not sent twice', async (_, failure) => {
  const { send, calls } = outgoing(failure);
  await expect(send('sendMessage', toChat(1))).rejects.toBeInstanceOf(UncertainDeliveryError);
  expect(calls).toHaveLength(1);
});

test.each([
  refusal(403, 'Forbidden: bot was blocked by the user'),
  refusal(400, 'Bad Request: chat not found'),
  refusal(400, 'Bad Request: not enough rights to send text messages to the chat'),
])('nobody to send to: %s', async (failure) => {
  const { send, calls } = outgoing(failure);
  await expect(send('sendMessage', toChat(1))).rejects.toBeInstanceOf(UnreachableChatError);
  expect(calls).toHaveLength(1);
});

test.each([
  ['editMessageText', 'Bad Request: message is not modified: same content'],
  ['answerCallbackQuery', 'Bad Request: query is too old and response timeout expired'],
])('%s is done where there is nothing left to do', async (method, description) => {
  const { send } = outgoing(refusal(400, description));
  expect(await send(method, toChat(1))).toBe(true);
});

test('a group that became a supergroup is followed, from then on at once', async () => {
  const { send, calls } = outgoing(refusal(400, 'group upgraded', { migrate_to_chat_id: -1007 }));
  await send('sendMessage', toChat(-7));
  await send('sendMessage', toChat(-7));
  expect(calls.map(({ payload }) => payload.chat_id)).toEqual([-7, -1007, -1007]);
});

test('what Telegram does not know how to do is not tried again', async () => {
  const failure = refusal(400, "Bad Request: can't parse entities");
  const { send, calls } = outgoing(failure);
  await expect(send('sendMessage', toChat(1))).rejects.toBe(failure);
  expect(calls).toHaveLength(1);
});

test('messages of one chat keep their order while the first is tried again; typing waits for nobody', async () => {
  const { send, calls } = outgoing(refusal(429, 'Too Many Requests', { retry_after: 1 }));
  const first = send('sendMessage', { chat_id: 1, text: 'first' });
  const second = send('sendMessage', { chat_id: 1, text: 'second' });
  await wait(20);
  await send('sendChatAction', { chat_id: 1, action: 'typing' });
  await send('sendMessage', { chat_id: 2, text: 'elsewhere' });
  await Promise.all([first, second]);
  expect(calls.map(({ payload }) => payload.text ?? 'typing')).toEqual([
    'first',
    'typing',
    'elsewhere',
    'first',
    'second',
  ]);
});

test('the rates of a chat, a group and all of them are kept', async () => {
  const times = new Map<unknown, number[]>();
  const send = createOutgoing({
    async callApi(_, { chat_id: chat }) {
      times.set(chat, [...(times.get(chat) ?? []), performance.now()]);
    },
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    rates: {
      overall: { count: 10, interval: 100 },
      chat: { count: 2, interval: 100 },
      group: { count: 3, interval: 400 },
    },
  });
  const chats = [1, 2, 3, -4];
  await Promise.all(
    chats.flatMap((chat) => Array.from({ length: 6 }, () => send('sendMessage', toChat(chat)))),
  );
  const mostWithin = (interval: number, all: number[]) =>
    Math.max(...all.map((from) => all.filter((time) => time >= from && time < from + interval - 10).length));
  expect(mostWithin(100, times.get(1) ?? [])).toBe(2);
  expect(mostWithin(400, times.get(-4) ?? [])).toBe(3);
  expect(mostWithin(100, [...times.values()].flat())).toBeLessThanOrEqual(10);
});
