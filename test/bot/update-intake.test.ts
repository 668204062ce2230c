import type { Update } from 'telegraf/types';
import { expect, test } from 'vitest';
import { createUpdateIntake, type UpdateIntakeOptions } from '../../src/bot/update-intake.ts';
import type { UpdateClaim, UpdateLog } from '../../src/bot/update-log.ts';
import { createLogger } from '../../src/logger.ts';
import { createMetrics } from '../../src/metrics.ts';

function intakeOf(options: Partial<UpdateIntakeOptions>) {
  const handled: number[] = [];
  const intake = createUpdateIntake({
    handle: async ({ update_id }) => void handled.push(update_id),
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    ...options,
  });
  return { intake, handled };
}

const update = (id: number, chat = 1) => ({ update_id: id, message: { chat: { id: chat } } });

test('takes an update once', async () => {
  const { intake, handled } = intakeOf({});
  expect([intake.accept(update(5)), intake.accept(update(5))]).toEqual(['accepted', 'duplicate']);
  await intake.idle();
  expect(intake.accept(update(5))).toBe('duplicate');
  expect(handled).toEqual([5]);
});

test.each([
  null,
  7,
  'text',
  [],
  {},
  { update_id: '5' },
  { update_id: -1 },
  { update_id: 1.5 },
  { update_id: 2 ** 31 },
])('takes %o for no update', (value) => {
  expect(intakeOf({}).intake.accept(value)).toBe('malformed');
});

test('refuses what there is no room for, and takes it when there is', async () => {
  const { intake } = intakeOf({ capacity: 1 });
  expect([intake.accept(update(1)), intake.accept(update(2))]).toEqual(['accepted', 'full']);
  await intake.idle();
  expect(intake.accept(update(2))).toBe('accepted');
});

test('handles so many chats at once, and one update of each', async () => {
  let most = 0;
  const underWay: number[] = [];
  const overtaking: number[] = [];
  const handle = async (each: Update) => {
    const chat = (each as unknown as ReturnType<typeof update>).message.chat.id;
    if (underWay.includes(chat)) overtaking.push(chat);
    underWay.push(chat);
    most = Math.max(most, underWay.length);
    await new Promise((resolve) => setTimeout(resolve, 2));
    underWay.splice(underWay.indexOf(chat), 1);
  };
  const { intake } = intakeOf({ handle, concurrency: 3 });
  for (let id = 0; id < 60; id += 1) intake.accept(update(id, id % 6));
  expect(intake.oldestUnfinished).toBe(0);
  await intake.idle();
  expect(overtaking).toEqual([]);
  expect(most).toBe(3);
  expect(intake.oldestUnfinished).toBeUndefined();
});

test('says when an update is handled, and at once what it does not know', async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { intake } = intakeOf({ handle: () => finished });
  intake.accept(update(1));
  let isHandled = false;
  const handled = intake.handled(1).then(() => {
    isHandled = true;
  });
  await intake.handled(2);
  expect(isHandled).toBe(false);
  finish();
  await handled;
});

test('leaves to another process what is its, and takes it over once it may', async () => {
  const claims: Record<number, UpdateClaim[]> = {
    1: ['ours'],
    2: ['handled'],
    3: ['elsewhere', 'elsewhere', 'handled'],
    4: ['elsewhere', 'ours'],
  };
  const finished: number[] = [];
  const log: UpdateLog = {
    claim: async (id) => claims[id]?.shift() ?? 'handled',
    finish: async (id) => void finished.push(id),
    close() {},
  };
  const { intake, handled } = intakeOf({ log });
  for (const id of [1, 2, 3, 4]) expect(intake.accept(update(id))).toBe('accepted');
  await intake.idle();
  expect(handled).toEqual([1, 4]);
  expect(finished).toEqual([1, 4]);
});

test('goes on after a handler that throws, and takes nothing once it is closed', async () => {
  const { intake } = intakeOf({ handle: () => Promise.reject(new Error('no')) });
  intake.accept(update(1));
  await intake.idle();
  intake.close();
  expect(intake.accept(update(2))).toBe('full');
});
