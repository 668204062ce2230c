import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ask, joinGroup, openChat, send } from '../support/browser.ts';
import { describePage } from '../support/page-under-test.ts';

const MAX_PAGE_BYTES = 60_000;

/** All rules of axe, best practices included: what is wrong, and where. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describePage('the page for everybody', (tested) => {
  it.each([
    ['light', 320, 640],
    ['light', 1280, 800],
    ['dark', 320, 640],
    ['dark', 1280, 800],
  ] as const)(
    'gives axe nothing to complain of: %s, %i × %i',
    async (colorScheme, width, height) => {
      const page = await openChat(tested.browser, tested.playground.url, { width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.evaluate(axe.source);
      const seen: Record<string, string[]> = {};
      const look = async (state: string) => {
        seen[state] = await violations(page);
      };

      await look('intro');
      await ask(page, '/everything');
      await ask(page, '/answer');
      await page.locator('.message').last().hover();
      await page.locator('#menu-button').click();
      await look('private, with the menu');
      await page.keyboard.press('Escape');
      await ask(page, '/keyboard');
      await page.locator('.message').last().getByRole('button', { name: 'رد' }).click();
      await page.locator('#text').fill('@isnad_bot قمة');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await look('a reply, with results and a keyboard');
      await page.getByRole('radio', { name: 'مجموعة' }).check({ force: true });
      await page.locator('#add-bot').waitFor();
      await look('group without the bot');
      await joinGroup(page);
      await send(page, 'نص');
      await page.getByLabel('الكاتب').selectOption('عمر');
      await page.locator('[data-author=member]').waitFor();
      await ask(page, '/ask متى القمة؟');
      await look('group');
      await page.evaluate("document.getElementById('alert').showModal()");
      await look('alert');

      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      await page.context().close();
      expect(Object.entries(seen).flatMap(([state, all]) => all.map((one) => `${state}: ${one}`))).toEqual(
        [],
      );
    },
    60_000,
  );

  it('asks nobody but its own server', async () => {
    const { page, playground } = tested;
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.reload();
    await ask(page, '/everything');
    await ask(page, '/answer');
    expect([...hosts]).toEqual([new URL(playground.url).host]);
  });

  it('weighs less than 60 KB, all files together', async () => {
    const folder = new URL('../../src/playground/page/', import.meta.url);
    let bytes = 0;
    for (const name of await readdir(folder)) {
      const response = await fetch(`${tested.playground.url}/${name === 'index.html' ? '' : name}`);
      const isSource = ['.ts', '.json'].includes(extname(name));
      expect(response.status, name).toBe(isSource ? 404 : 200);
      if (!isSource) bytes += (await readFile(new URL(name, folder))).length;
    }
    expect(bytes).toBeGreaterThan(30_000);
    expect(bytes).toBeLessThan(MAX_PAGE_BYTES);
  });
});
