import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messages } from '../../src/bot/messages.ts';
import { openEventAnswerer, startBot } from '../support/running-bot.ts';

let bot: Awaited<ReturnType<typeof startBot>>;
let event: Awaited<ReturnType<typeof openEventAnswerer>>;
let directory: string;
let lookedUp = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  event = await openEventAnswerer(directory);
  const answerer: typeof event.answerer = {
    answer(...question) {
      lookedUp += 1;
      return event.answerer.answer(...question);
    },
  };
  bot = await startBot({ ...event, answerer });
});

afterAll(async () => {
  await bot?.close();
  await event?.close();
  await rm(directory, { recursive: true, force: true });
});

async function query(text: string) {
  const { results, ...answer } = await bot.emulator.inlineQuery({ userId: 8001, query: text });
  const shown = results.map((result) => ({
    title: String(result.title),
    description: String(result.description),
    content: result.input_message_content as { message_text: string; entities: { type: string }[] },
  }));
  return { ...answer, results: shown };
}

test('a question gives up to five cited sentences, the short answer first', async () => {
  const { results, cacheTime } = await query('متى تأسست المنظمة؟');
  expect(results.length).toBeGreaterThan(1);
  expect(results.length).toBeLessThanOrEqual(5);
  const [first] = results;
  expect(first?.title).toBe('يونيو/حزيران 2001');
  expect(first?.description).toMatch(/^تضم المنظمة التي تأسست في يونيو\/حزيران 2001/);
  expect(first?.content.message_text).toContain('[١]');
  expect(first?.content.message_text).toContain('الجملة ١٠');
  expect(first?.content.entities.map(({ type }) => type)).toContain('expandable_blockquote');
  for (const { content } of results) expect(content.message_text).toMatch(/^متى تأسست المنظمة؟\n\n/);
  expect(cacheTime).toBeGreaterThan(0);
});

test('the same question is looked up once', async () => {
  await query('كم عدد الدول التي تضمها المنظمة؟');
  const before = lookedUp;
  await query(' كم عدد الدول التي تضمّها المنظمة؟');
  expect(lookedUp).toBe(before);
});

test('nothing asked gives suggestions with their answers', async () => {
  const { results } = await query('  ');
  expect(results.map(({ title }) => title)).toEqual(event.suggestions?.slice(0, 5));
  for (const { content } of results) expect(content.message_text).toContain('[١]');
});

test('what is not in the articles gives one honest result', async () => {
  const { results } = await query('كم سعر برميل النفط اليوم؟');
  expect(results).toMatchObject([{ title: messages.inline.notFound, description: messages.notFound(1) }]);
});

test('another language gives one result that asks for Arabic', async () => {
  const { results } = await query('When was it founded?');
  expect(results).toMatchObject([{ title: messages.inline.rejected }]);
});

test('a very long question is answered without an error', async () => {
  const { results } = await query('ما '.repeat(85).trim());
  expect(results).toHaveLength(1);
});
