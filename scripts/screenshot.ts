import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/project-root.ts';
import { ask, launchBrowser, openChat } from '../test/support/browser.ts';
import { openEventAnswerer, startBot } from '../test/support/running-bot.ts';
import { runCommand } from './command.ts';

/** The README's picture: a real answer, and a question that the article does not answer. */
await runCommand('usage: npm run screenshot', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'isnad-screenshot-'));
  const event = await openEventAnswerer(directory);
  const bot = await startBot(event);
  const browser = await launchBrowser();
  try {
    const page = await openChat(browser, bot.playground.url, { width: 760, height: 640 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await ask(page, 'متى تأسست المنظمة؟');
    await ask(page, 'كم سعر برميل النفط اليوم؟');
    const path = join(projectRoot, 'docs', 'answer.png');
    await mkdir(join(projectRoot, 'docs'), { recursive: true });
    await page.screenshot({ path });
    return path;
  } finally {
    await browser.close();
    await bot.close();
    await event.close();
    await rm(directory, { recursive: true, force: true });
  }
});
