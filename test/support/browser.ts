import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** How long a bot may take to answer in the page. */
const REPLY_TIMEOUT_MS = 15_000;

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Where Chromium is on this machine; undefined where it is not, for tests to be skipped by name.
 *
 * @throws Error in continuous integration, where a skipped test would go unnoticed
 */
export function findBrowser(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'google-chrome'));
  const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', ...onPath];
  const found = candidates.find((path) => path !== undefined && isExecutable(path));
  if (found === undefined && process.env.CI) {
    throw new Error(
      "The browser tests need Chromium: install Debian's package, or set CHROMIUM_PATH to its program.",
    );
  }
  return found;
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error('There is no Chromium here: set CHROMIUM_PATH to its program.');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Opens the playground's page in a chat of its own, and waits until it is connected. */
export async function openChat(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number } = { width: 1280, height: 800 },
): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'ar' });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('#intro').waitFor();
  return page;
}

/** Writes as the visitor and presses Enter. */
export async function send(page: Page, text: string): Promise<void> {
  await page.locator('#text').fill(text);
  await page.locator('#text').press('Enter');
}

/** Writes as the visitor; resolves with the text, as shown, of the first bubble that the bot adds. */
export async function ask(page: Page, text: string): Promise<string> {
  const replies = botMessages(page);
  const before = await replies.count();
  await send(page, text);
  const reply = replies.nth(before).locator('.text');
  await reply.waitFor({ timeout: REPLY_TIMEOUT_MS });
  return (await reply.allInnerTexts()).join('');
}

/** Goes to the group, and adds the bot where it is not in it yet. */
export async function joinGroup(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'مجموعة' }).check({ force: true });
  await page.locator('#add-bot').click();
  await page.locator('#composer').waitFor();
}

/** The bot's messages on the page, oldest first. */
export function botMessages(page: Page) {
  return page.locator('[data-author=bot]');
}

/** The visitor's messages on the page, oldest first. */
export function userMessages(page: Page) {
  return page.locator('[data-author=user]');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
