import { expect, test } from 'vitest';
import { createConversationMemory } from '../../src/answering/conversation-memory.ts';

const turn = (question: string) => ({ question, sentence: 'جملة.' });

test('recalls the last turn of each participant alone', () => {
  const memory = createConversationMemory();
  memory.remember({ chat: 1, user: 1 }, turn('أول'));
  memory.remember({ chat: 1, user: 2 }, turn('ثان'));
  memory.remember({ chat: 1, user: 1 }, turn('ثالث'));
  expect(memory.recall({ chat: 1, user: 1 })?.question).toBe('ثالث');
  expect(memory.recall({ chat: 1, user: 2 })?.question).toBe('ثان');
  expect(memory.recall({ chat: 2, user: 1 })).toBeUndefined();
});

test('forgets when told to, and when the time is over', () => {
  let time = 1000;
  const memory = createConversationMemory({ lifetime: 600_000, now: () => time });
  memory.remember({ chat: 1, user: 1 }, turn('أول'));
  memory.remember({ chat: 2, user: 2 }, turn('ثان'));
  memory.forget({ chat: 2, user: 2 });
  expect(memory.recall({ chat: 2, user: 2 })).toBeUndefined();
  time += 599_999;
  expect(memory.recall({ chat: 1, user: 1 })?.question).toBe('أول');
  time += 2;
  expect(memory.recall({ chat: 1, user: 1 })).toBeUndefined();
});

test('never holds more than its capacity', () => {
  const memory = createConversationMemory({ capacity: 2 });
  for (const user of [1, 2, 3]) memory.remember({ chat: 1, user }, turn(String(user)));
  expect([1, 2, 3].map((user) => memory.recall({ chat: 1, user })?.question)).toEqual([undefined, '2', '3']);
});
