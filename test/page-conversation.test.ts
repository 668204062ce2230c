import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../src/bot/messages.ts';
import { ask, botMessages, findBrowser, launchBrowser, openChat } from './support/browser.ts';
import { openEventAnswerer, startBot } from './support/running-bot.ts';

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
    expect(await ask(page, 'كم سعر برميل النفط اليوم؟')).toBe(messages.notFound);
    await page.context().close();
  });

  test('greets on /start, typed or pressed', async () => {
    const page = await openChat(browser, bot.playground.url);
    expect(await ask(page, '/start')).toContain('أهلًا بك في «إسناد»');
    await page.context().close();
  });
});
