import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../src/bot/messages.ts';
import { archive } from './support/archive.ts';
import { ask, botMessages, findBrowser, launchBrowser, openChat } from './support/browser.ts';
import { closing } from './support/index-fixture.ts';
import { openArchive, openEventAnswerer, startBot } from './support/running-bot.ts';
import { temporaryDirectory } from './support/temporary-directory.ts';

describe.skipIf(findBrowser() === undefined)('the bot on the page, in Chromium', () => {
  let directory: string;
  let event: Awaited<ReturnType<typeof openEventAnswerer>>;
  let bot: Awaited<ReturnType<typeof startBot>>;
  let browser: Browser;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isnad-test-'));
    event = await openEventAnswerer(directory);
    bot = await startBot(event);
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await bot?.close();
    await event?.close();
    await rm(directory, { recursive: true, force: true });
  });

  test('answers what the article says with its sentence, the matched words in bold', async () => {
    const page = await openChat(browser, bot.playground.url);
    const reply = await ask(page, 'متى تأسست المنظمة؟');
    expect(reply).toContain('تضم المنظمة التي تأسست في يونيو/حزيران 2001');
    expect(reply).toContain('الجملة ١٠');
    expect(await botMessages(page).last().locator('strong, b').allTextContents()).toContain('تأسست');
    await page.context().close();
  });

  test('says so where the article says nothing', async () => {
    const page = await openChat(browser, bot.playground.url, { width: 320, height: 640 });
    expect(await ask(page, 'كم سعر برميل النفط اليوم؟')).toBe(messages.notFound(1));
    await page.context().close();
  });

  test('shows what several articles say, and what it was limited to', async () => {
    const archived = await openArchive({ directory: await temporaryDirectory(), articles: archive });
    closing(archived);
    const { playground } = closing(await startBot(archived));
    const page = await openChat(browser, playground.url);
    const reply = await ask(page, 'كم قطعة أثرية يضم متحف الصحراء؟');
    expect(reply).toContain('ورد أيضًا في: افتتاح متحف الصحراء');
    const scoped = await ask(page, 'كم شخصا قتل في انهيار جسر النخيل بحسب الجزيرة؟');
    expect(scoped).toContain('قتل 12 شخصا');
    expect(await botMessages(page).last().locator('em, i').allTextContents()).toEqual([
      'بحثت في مقالات الجزيرة نت فقط.',
    ]);
    expect(await botMessages(page).last().getByRole('link').first().getAttribute('href')).toBe(
      'https://example.org/bridge',
    );
    const list = await ask(page, '/sources المدار');
    expect(list).toContain('«المدار» في مقالين:');
    await botMessages(page).last().getByRole('button', { name: '٢' }).click();
    await botMessages(page).last().getByText('ترأس اللجنة القاضية ليلى منصور.').waitFor();
    await page.context().close();
  });

  test('greets on /start, typed or pressed', async () => {
    const page = await openChat(browser, bot.playground.url);
    expect(await ask(page, '/start')).toContain('أهلًا بك في «إسناد»');
    await page.context().close();
  });
});
