import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../../src/bot/messages.ts';
import type { ChatMessage } from '../../src/playground/telegram-emulator.ts';
import { archive } from '../support/archive.ts';
import { articleOf, closing } from '../support/index-fixture.ts';
import { libraryOf } from '../support/library.ts';
import { openArchive, startBot } from '../support/running-bot.ts';

let bot: Awaited<ReturnType<typeof startBot>>;
let opened: Awaited<ReturnType<typeof openArchive>>;
let directory: string;
let lastChat = 8000;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  opened = await openArchive({ directory, articles: archive, now: () => new Date(2022, 9, 20) });
  bot = await startBot(opened);
});

afterAll(async () => {
  await bot?.close();
  await opened?.close();
  await rm(directory, { recursive: true, force: true });
});

async function say(text: string, chatId = ++lastChat, emulator = bot.emulator): Promise<ChatMessage> {
  const { message_id } = emulator.receiveMessage({ chatId, text });
  return emulator.waitForReply(chatId, { after: message_id });
}

const buttonsOf = ({ reply_markup }: ChatMessage) => reply_markup?.inline_keyboard?.flat() ?? [];
const labelsOf = (message: ChatMessage) => buttonsOf(message).map(({ text }) => text);

async function press(message: ChatMessage, label: string, emulator = bot.emulator) {
  const { callback_data: data = '' } = buttonsOf(message).find(({ text }) => text === label) ?? {};
  const { message_id: messageId, chat } = message;
  const notice = await emulator.callbackAnswer(emulator.pressButton({ chatId: chat.id, messageId, data }));
  const now = emulator.messages(chat.id).find(({ message_id }) => message_id === messageId) as ChatMessage;
  return { notice, now };
}

test('the greeting counts the articles and names none', async () => {
  const { text = '' } = await say('/start');
  expect(text).toContain('من ٦ مقالات');
  expect(text).not.toContain('جسر النخيل في مدينة');
});

describe('what several articles say', () => {
  test('is cited once, from the newest, and the other is named', async () => {
    const { text } = await say('كم قطعة أثرية يضم متحف الصحراء؟');
    expect(text).toContain('3000 قطعة');
    expect(text).not.toContain('ثلاثة آلاف');
    expect(text).toContain(
      '— متحف الصحراء يفوز بجائزة العمارة، قناة الجزيرة، ٢٥ سبتمبر/أيلول ٢٠٢٢، الجملة ٢',
    );
    expect(text).toContain(
      'ورد أيضًا في: افتتاح متحف الصحراء: خمسة أسئلة وأجوبتها، صحيفة المدار، ٢٠ مايو/أيار ٢٠٢١',
    );
  });

  test('stands apart where they contradict each other, each with its article', async () => {
    const { text } = await say('كم شخصا قتل في انهيار جسر النخيل؟');
    expect(text).toContain('قتل 12 شخصا');
    expect(text).toContain('قتل 14 شخصا');
    expect(text).toMatch(
      /— لجنة تحقيق .+ \[[١٢]\]\n— انهيار جسر .+ \[[١٢]\]$|— انهيار جسر .+ \[[١٢]\]\n— لجنة تحقيق .+ \[[١٢]\]$/u,
    );
    expect(text).not.toContain('ورد أيضًا');
  });

  test('is not offered once more as a further passage', async () => {
    const answer = await say('كم قطعة أثرية يضم متحف الصحراء؟');
    const { now } = await press(answer, messages.buttons.more);
    expect(now.text).not.toContain('ثلاثة آلاف قطعة');
  });

  test('can be read where it stands', async () => {
    const answer = await say('كم قطعة أثرية يضم متحف الصحراء؟');
    const { now } = await press(answer, messages.buttons.context);
    expect(now.text).toContain('فاز متحف الصحراء بجائزة العمارة');
    expect(now.text).toContain('الجملة ٢ من ٣ في سياقها');
  });
});

describe('a question that names its source', () => {
  test.each([
    ['كم شخصا قتل في انهيار الجسر وفقا لصحيفة المدار؟', 'قتل 14 شخصا', 'مقالات صحيفة المدار'],
    ['كم شخصا قتل في انهيار الجسر بحسب الجزيرة؟', 'قتل 12 شخصا', 'مقالات الجزيرة نت'],
    ['كم شخصا قتل بحسب مقال «لجنة تحقيق»؟', 'قتل 14 شخصا', 'مقال «لجنة تحقيق في انهيار جسر النخيل»'],
    [
      'ماذا قالت الجزيرة في أكتوبر عن سبب انهيار الجسر؟',
      'الإهمال هو سبب',
      'مقالات الجزيرة نت المنشورة في أكتوبر/تشرين الأول',
    ],
    ['من صمم المتحف بحسب المقالات المنشورة في عام ٢٠٢١؟', 'هالة درويش', 'المقالات المنشورة في عام ٢٠٢١'],
  ])('«%s» is answered from there alone, and says so', async (question, sentence, scope) => {
    const { text } = await say(question);
    expect(text).toContain(sentence);
    expect(text).toContain(`بحثت في ${scope} فقط.`);
  });

  test('gets an honest line where there is no such article, or nothing is asked', async () => {
    expect((await say('ماذا قالت الجزيرة في نوفمبر عن الجسر؟')).text).toBe(
      'ليس في مصادري شيء من مقالات الجزيرة نت المنشورة في نوفمبر/تشرين الثاني.',
    );
    expect((await say('ماذا جاء في مقال «الحرب الكبرى» عن الجسر؟')).text).toBe(
      'ليس في مصادري مقال بعنوان «الحرب الكبرى».',
    );
    expect((await say('ماذا قالت الجزيرة؟')).text).toBe(
      'لم تسأل عن شيء في مقالات الجزيرة نت. اكتب سؤالك، أو اعرض العناوين: /sources',
    );
  });

  test('does not answer from elsewhere', async () => {
    const { text } = await say('كم طول نهر الرمل بحسب الجزيرة؟');
    expect(text).not.toContain('310');
    expect((await say('كم طول نهر الرمل؟')).text).toContain('310');
  });

  test('hands its scope to the question that leans on it', async () => {
    const chat = ++lastChat;
    await say('كم شخصا قتل في انهيار جسر النخيل وفقا لصحيفة المدار؟', chat);
    expect((await say('وبحسب الجزيرة؟', chat)).text).toContain('قتل 12 شخصا');
    const { text } = await say('وماذا قالت في أكتوبر؟', chat);
    expect(text).toBe('لم أجد جوابًا عن هذا في مقالات الجزيرة نت المنشورة في أكتوبر/تشرين الأول.');
  });
});

describe('/sources with words', () => {
  test('lists the articles that hold them with their own numbers, and opens them', async () => {
    const list = await say('/sources الجزيرة أيلول');
    expect(list.text).toMatch(/^«الجزيرة أيلول» في مقالين:\n\n٥\. متحف الصحراء يفوز/);
    expect(labelsOf(list)).toEqual(['٥', '١']);
    const { now } = await press(list, '١');
    expect(now.text).toContain('انهار جسر النخيل في مدينة الواحة فجر السبت');
  });

  test('says where there is none, and leads to all of them', async () => {
    const list = await say('/sources سمك');
    expect(list.text).toBe(messages.noSourcesFound('سمك'));
    const { now } = await press(list, messages.buttons.allSources);
    expect(now.text).toContain('أجيب من ٦ مقالات:');
  });

  test('goes by pages, and forgets with /stop what was looked for', async () => {
    const articles = Array.from({ length: 23 }, (_, at) => articleOf(`a${at}`, `نص ${at}.`));
    const library = libraryOf(articles);
    const findArticles = async () => articles.map(({ id }) => id).reverse();
    const { answerer } = opened;
    const { emulator } = closing(await startBot({ answerer, ...library, findArticles }));
    const first = await say('/sources مقال', 5, emulator);
    expect(first.text).toMatch(/\n٢٣\. .?.?مقال a22/u);
    const { now: second } = await press(first, messages.buttons.next, emulator);
    expect(second.text).toMatch(/\n١٣\. .?.?مقال a12/u);
    expect(second.text).not.toContain('a13');
    await say('/stop', 5, emulator);
    const { notice, now } = await press(second, messages.buttons.next, emulator);
    expect(notice.text).toBe(messages.notices.lost);
    expect(now.text).toBe(second.text);
  });
});
