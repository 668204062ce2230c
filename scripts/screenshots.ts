import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { messages } from '../src/bot/messages.ts';
import { ForeseenError } from '../src/foreseen-error.ts';
import { createTelegramEmulator } from '../src/playground/telegram-emulator.ts';
import { projectRoot } from '../src/project-root.ts';
import { ask, botMessages, joinGroup, launchBrowser, openChat, send } from '../test/support/browser.ts';
import { openEventAnswerer, startBot } from '../test/support/running-bot.ts';
import { runCommand } from './command.ts';

const folder = join(projectRoot, 'docs');

/** Stands under every message, whenever the pictures are made. */
const NOON = new Date('2022-09-15T12:00:00');

const DESKTOP = { width: 760, height: 640 };
const PHONE = { width: 360, height: 720 };

/** How long the bot may take for a step, in milliseconds. */
const PATIENCE = 15_000;

/** Some pictures could not be taken; the others are as they should be. */
class PictureError extends ForeseenError {
  override readonly name = 'PictureError';

  constructor(failures: readonly string[]) {
    super(`These pictures were not taken, the files are those of before:\n${failures.join('\n')}`);
  }
}

interface Picture {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme?: BrowserContextOptions['colorScheme'];
  /** Leads the page to what the picture shows. */
  show(page: Page): Promise<unknown>;
}

/** By the names of their files. */
const pictures: Readonly<Record<string, Picture>> = {
  answer: {
    viewport: DESKTOP,
    async show(page) {
      await ask(page, 'متى تأسست المنظمة؟');
      await ask(page, 'كم سعر برميل النفط اليوم؟');
    },
  },
  context: {
    viewport: DESKTOP,
    async show(page) {
      await ask(page, 'ما موقف إيران من العقوبات على روسيا؟');
      await press(page, 'السياق');
    },
  },
  group: {
    viewport: DESKTOP,
    async show(page) {
      await joinGroup(page);
      await send(page, 'عمر، هل تذكر من حضر القمة بصفة مراقب؟');
      await page.getByLabel('الكاتب').selectOption('عمر');
      await page.locator('[data-author=member]').waitFor();
      await ask(page, '@isnad_bot من يشارك في القمة بصفة مراقب؟');
    },
  },
  inline: {
    viewport: DESKTOP,
    async show(page) {
      await joinGroup(page);
      await send(page, 'سأبحث لكم عن موعد القمة');
      await page.locator('#text').pressSequentially('@isnad_bot متى القمة؟');
      await page.locator('#inline').getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  phone: {
    viewport: PHONE,
    colorScheme: 'dark',
    async show(page) {
      await page.getByRole('button', { name: 'ابدأ', exact: true }).click();
      await botMessages(page).first().waitFor();
      await ask(page, 'كم دولة في المنظمة؟');
    },
  },
};

/** Presses a button of the last answer, and waits for what it does to it. */
async function press(page: Page, name: string): Promise<void> {
  const answer = botMessages(page).last();
  const before = await answer.innerText();
  await answer.getByRole('button', { name }).click();
  const deadline = Date.now() + PATIENCE;
  while ((await answer.innerText()) === before) {
    if (Date.now() > deadline) throw new Error(`The button "${name}" changed nothing`);
    await page.waitForTimeout(50);
  }
}

async function take(browser: Browser, url: string, name: string, picture: Picture): Promise<string> {
  const page = await openChat(browser, url, picture.viewport);
  page.setDefaultTimeout(PATIENCE);
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: picture.colorScheme ?? 'light' });
  await picture.show(page);
  await page.mouse.move(0, 0);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  await page.context().close();
  return path;
}

/** The README's pictures: the bot as it is, on its page. */
await runCommand('usage: npm run screenshots', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'isnad-screenshots-'));
  const event = await openEventAnswerer(directory);
  const emulator = createTelegramEmulator({ botName: messages.botName, now: () => NOON.getTime() });
  const bot = await startBot({ ...event, emulator });
  const browser = await launchBrowser();
  try {
    await mkdir(folder, { recursive: true });
    const paths: string[] = [];
    const failures: string[] = [];
    for (const [name, picture] of Object.entries(pictures)) {
      const taking = take(browser, bot.playground.url, name, picture);
      await taking.then(
        (path) => paths.push(path),
        (error: unknown) => failures.push(`${name}: ${error instanceof Error ? error.message : error}`),
      );
    }
    if (failures.length > 0) throw new PictureError(failures);
    return paths.join('\n');
  } finally {
    await browser.close();
    await bot.close();
    await event.close();
    await rm(directory, { recursive: true, force: true });
  }
});
