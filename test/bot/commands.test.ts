import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { startParameter } from '../../src/bot/deep-link.ts';
import { messages } from '../../src/bot/messages.ts';
import { openFeedbackStore } from '../../src/feedback/sqlite-feedback-store.ts';
import type { ChatMessage } from '../../src/playground/telegram-emulator.ts';
import { articleOf, closing } from '../support/index-fixture.ts';
import { libraryOf } from '../support/library.ts';
import { openEventAnswerer, startBot } from '../support/running-bot.ts';

const ADMIN = 77;
/** A busy machine needs longer than the second that Vitest waits. */
const PATIENCE = { timeout: 10_000 };

let bot: Awaited<ReturnType<typeof startBot>>;
let event: Awaited<ReturnType<typeof openEventAnswerer>>;
let directory: string;
let lastChat = 3000;
const feedback = openFeedbackStore({ file: ':memory:', days: 1, secret: 's' });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  event = await openEventAnswerer(directory);
  bot = await startBot({ ...event, feedback, adminIds: new Set([ADMIN]) });
});

afterAll(async () => {
  await bot?.close();
  await event?.close();
  await rm(directory, { recursive: true, force: true });
});

async function say(text: string, chatId = ++lastChat, emulator = bot.emulator): Promise<ChatMessage> {
  const { message_id } = emulator.receiveMessage({ chatId, text });
  return emulator.waitForReply(chatId, { after: message_id });
}

const buttonsOf = ({ reply_markup }: ChatMessage) => reply_markup?.inline_keyboard?.flat() ?? [];

async function press(message: ChatMessage, label: string, emulator = bot.emulator): Promise<ChatMessage> {
  const { callback_data: data = '' } = buttonsOf(message).find(({ text }) => text === label) ?? {};
  const { message_id: messageId, chat } = message;
  await emulator.callbackAnswer(emulator.pressButton({ chatId: chat.id, messageId, data }));
  return emulator.messages(chat.id).find(({ message_id }) => message_id === messageId) as ChatMessage;
}

describe('/start', () => {
  test('offers four questions that the article answers', async () => {
    const greeting = await say('/start');
    expect(buttonsOf(greeting)).toHaveLength(4);
    for (const { text } of buttonsOf(greeting)) {
      expect((await event.answerer.answer(text)).outcome).toBe('answered');
      const { callback_data: data = '' } = buttonsOf(greeting).find((button) => button.text === text) ?? {};
      const { chat, message_id } = greeting;
      const latest = bot.emulator.messages(chat.id).at(-1)?.message_id;
      bot.emulator.pressButton({ chatId: chat.id, messageId: message_id, data });
      const answer = await bot.emulator.waitForReply(chat.id, { after: latest });
      expect(answer.text).toContain(text);
      expect(answer.text).toContain('[١]');
    }
  });

  test('with a question in its link answers it', async () => {
    const { text } = await say(`/start ${startParameter('متى تأسست المنظمة؟')}`);
    expect(text).toMatch(/^متى تأسست المنظمة؟\n\n/);
    expect(text).toContain('يونيو/حزيران 2001');
  });

  test('with a link of another kind greets', async () => {
    expect((await say('/start inline')).text).toContain('أهلًا بك');
  });
});

describe('/ask', () => {
  test('answers the question behind it', async () => {
    expect((await say('/ask متى تأسست المنظمة؟')).text).toContain('يونيو/حزيران 2001');
  });

  test('without a question says how', async () => {
    expect((await say('/ask')).text).toBe(messages.emptyAsk);
  });
});

test('/about says who answers and what is kept', async () => {
  expect((await say('/about')).text).toBe(
    messages.about({ count: 1, title: event.articles.get('samarkand-2022')?.title ?? '' }, true),
  );
});

describe('/article', () => {
  test('shows the whole article, page after page', async () => {
    let page = await say('/article');
    const shown = [page.text ?? ''];
    for (let more = true; more; ) {
      more = buttonsOf(page).some(({ text }) => text === messages.buttons.next);
      if (more) page = await press(page, messages.buttons.next);
      if (more) shown.push(page.text ?? '');
    }
    expect(shown.length).toBeGreaterThan(1);
    for (const line of (await event.readArticle('samarkand-2022'))?.body.split('\n') ?? [])
      expect(shown.join('\n')).toContain(line.trim());
  });

  test.each(['/article 2', '/article abc', '/article 0'])('%s says that there is none', async (text) => {
    expect((await say(text)).text).toBe(messages.noSuchArticle(1));
  });
});

test('/sources lists many articles by pages, and opens them', async () => {
  const articles = Array.from({ length: 23 }, (_, at) => ({
    ...articleOf(`a${at}`, `نص ${at + 1}.`),
    title: `مقال ${at + 1}.`,
  }));
  const { emulator } = closing(await startBot({ answerer: event.answerer, ...libraryOf(articles) }));
  const first = await say('/sources', 5, emulator);
  expect(first.text).toContain('مقال 10.');
  expect(first.text).not.toContain('مقال 11.');
  const last = await press(
    await press(first, messages.buttons.next, emulator),
    messages.buttons.next,
    emulator,
  );
  expect(last.text).toContain('مقال 23.');
  expect((await press(last, '٢٢', emulator)).text).toContain('نص 22.');
  expect((await say('/article ٢٣', 5, emulator)).text).toContain('نص 23.');
  expect((await say('/article', 5, emulator)).text).toBe(first.text);
});

describe('/proof', () => {
  test('shows all evidence of the last answer with scores, by pages', async () => {
    const chat = ++lastChat;
    await say('متى تأسست المنظمة؟', chat);
    const proof = await say('/proof', chat);
    expect(proof.text).toContain('«متى تأسست المنظمة؟»');
    expect(proof.text).toMatch(/الثقة بأن الموضع الأول يجيب: [٠-٩]+٪/);
    expect(proof.text?.match(/الدرجة -?[٠-٩]+٫[٠-٩]{2}/g)).toHaveLength(3);
    const second = await press(proof, messages.buttons.next);
    expect(second.text).toContain('[٤]');
  });

  test('before any question says that there is none', async () => {
    expect((await say('/proof')).text).toBe(messages.noProof);
  });
});

test('/stop forgets what was asked, its evidence and its record', async () => {
  const chat = ++lastChat;
  await say('ما أهداف منظمة شنغهاي؟', chat);
  await say('كم عدد سكان القمر؟', chat);
  expect((await say('/stop', chat)).text).toBe(messages.forgotten);
  expect((await say('/proof', chat)).text).toBe(messages.noProof);
  const { questions } = await feedback.summary({ days: 1 });
  expect(questions.map(({ question }) => question)).not.toContain('كم عدد سكان القمر؟');
});

describe('for admins', () => {
  test('/stats and /unanswered tell what people asked', async () => {
    await say('كم سعر برميل النفط اليوم؟');
    await say('كم سعر برميل النفط؟');
    const { text: stats } = await say('/stats', ADMIN);
    expect(stats).toMatch(/^في آخر ٧ أيام:\nالأسئلة: [٠-٩]+\nالسائلون: [٠-٩]+/);
    const { text: unanswered } = await say('/unanswered 1', ADMIN);
    expect(unanswered).toContain('• كم سعر برميل النفط اليوم؟ (٢×)');
  });

  test('only: to others there is no such command', async () => {
    expect((await say('/stats')).text).toBe(messages.unknownCommand);
    expect((await say('/unanswered')).text).toBe(messages.unknownCommand);
  });
});

test('a question asked while another is being answered is not lost', async () => {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  const empty: Omit<Answer, 'question'> = {
    outcome: 'rejected',
    confidence: 0,
    answer: null,
    citations: [],
    ranked: [],
    tookMs: 0,
  };
  const answerer = {
    async answer(question: string): Promise<Answer> {
      if (question === 'أ') await promise;
      return { question, ...empty, rejection: question === 'أ' ? 'too_long' : 'empty' };
    },
  };
  const { emulator } = closing(await startBot({ ...event, answerer }));
  for (const text of ['أ', 'ب', '/help', 'ج']) emulator.receiveMessage({ chatId: 9, text });
  resolve();
  const { too_long, empty: rejected } = messages.rejected;
  const said = () => emulator.messages(9).flatMap(({ from, text }) => (from.is_bot ? [text] : []));
  await expect.poll(said, PATIENCE).toEqual([too_long, rejected, messages.help, rejected]);
});
