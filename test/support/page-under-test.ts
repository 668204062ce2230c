import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/playground.ts';
import { findBrowser, launchBrowser, openChat } from './browser.ts';
import { launchScriptedBot } from './scripted-bot.ts';

/** What a test of the chat page works on; the page is a new one for each test. */
export interface PageUnderTest {
  readonly browser: Browser;
  readonly playground: Playground;
  readonly page: Page;
  /** Errors on the page; each test fails where there are any left. */
  readonly problems: string[];
}

/** A suite on the chat page with the scripted bot behind it; skipped by name where there is no Chromium. */
export function describePage(name: string, suite: (tested: PageUnderTest) => void): void {
  describe.skipIf(findBrowser() === undefined)(`${name}, in Chromium (skipped where there is none)`, () => {
    const problems: string[] = [];
    let browser: Browser;
    let playground: Playground;
    let stopBot: () => Promise<void>;
    let page: Page;

    beforeAll(async () => {
      browser = await launchBrowser();
      playground = await startPlayground({ port: 0 });
      stopBot = await launchScriptedBot(playground);
    });

    afterAll(async () => {
      await browser?.close();
      await stopBot?.();
      await playground?.close();
    });

    beforeEach(async () => {
      problems.length = 0;
      page = await openChat(browser, playground.url);
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
    });

    afterEach(async () => {
      await page.context().close();
      expect(problems).toEqual([]);
    });

    suite({
      get browser() {
        return browser;
      },
      get playground() {
        return playground;
      },
      get page() {
        return page;
      },
      problems,
    });
  });
}
