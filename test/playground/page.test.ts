import { expect, it } from 'vitest';
import { ask, botMessages, send, userMessages } from '../support/browser.ts';
import { describePage } from '../support/page-under-test.ts';

describePage('the chat page', (tested) => {
  it('says nothing before the visitor starts', async () => {
    const { page } = tested;
    await page.getByRole('button', { name: 'ابدأ', exact: true }).and(page.locator('#start')).waitFor();
    expect(await page.locator('.message').count()).toBe(0);
    await page.locator('#start').click();
    await expect.poll(() => botMessages(page).locator('.text').allInnerTexts()).toEqual(['أهلًا']);
    expect(await userMessages(page).locator('.text').textContent()).toBe('/start');
    expect(await page.locator('#intro').isVisible()).toBe(false);
  });

  it('answers, in order, and keeps the chat over a reload', async () => {
    const { page } = tested;
    expect(await ask(page, 'متى تأسست المنظمة؟')).toBe('صدى: متى تأسست المنظمة؟');
    expect(await ask(page, '<b>ليس وسمًا</b> 😀')).toBe('صدى: <b>ليس وسمًا</b> 😀');
    await expect.poll(() => page.locator('#text').inputValue()).toBe('');
    expect(await page.locator('#text').evaluate((field) => field.matches(':focus'))).toBe(true);

    await page.reload();
    await expect.poll(() => botMessages(page).count()).toBe(2);
    await page.locator('#new-chat').click();
    await page.locator('#intro').waitFor();
    expect(await page.locator('.message').count()).toBe(0);
  });

  it('shows entities as elements', async () => {
    const { page } = tested;
    await send(page, '/everything');
    const text = botMessages(page).locator('.text');
    await text.waitFor();
    expect(await text.locator('strong').first().textContent()).toBe('غامق مائل');
    expect(await text.locator('strong em').textContent()).toBe('مائل');
    expect(await text.locator('u').textContent()).toBe('خط');
    expect(await text.locator('s').textContent()).toBe('شطب');
    expect(await text.locator('code').first().textContent()).toBe('x');
    expect(await text.locator('pre').textContent()).toBe('const a = 1;');
    expect(await text.locator('a').first().getAttribute('href')).toBe('https://example.com/a');
    expect(await text.locator('a').last().getAttribute('href')).toBe('https://example.com');
    expect(await text.locator('blockquote').first().textContent()).toBe('قول');
    expect(await text.locator('.custom_emoji').textContent()).toBe('👍');

    const spoiler = text.locator('.spoiler');
    expect(await spoiler.getAttribute('role')).toBe('button');
    await spoiler.click();
    expect(await spoiler.getAttribute('class')).toContain('revealed');

    const quote = text.locator('.expandable');
    const height = async () => (await quote.boundingBox())?.height ?? 0;
    const folded = await height();
    await quote.getByRole('button', { name: 'عرض المزيد' }).click();
    expect(await height()).toBeGreaterThan(folded * 1.5);

    await text.locator('.command').click();
    await expect.poll(() => botMessages(page).last().locator('.text').textContent()).toBe('صدى: /echo');
  });

  it('presses buttons, and shows what the bot answers', async () => {
    const { page } = tested;
    await ask(page, '/start');
    await page.getByRole('button', { name: 'نافذة' }).click();
    await page.getByRole('dialog').getByText('انتبه').waitFor();
    await page.getByRole('button', { name: 'حسنًا' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'زر', exact: true }).click();
    await page.locator('#toast.shown', { hasText: 'وصلت الضغطة' }).waitFor();
    await expect.poll(() => botMessages(page).locator('.text').allInnerTexts()).toEqual(['ضُغط']);
    expect(await page.locator('.inline-keyboard').count()).toBe(0);
    await page.getByText('معدّلة').waitFor();
  });

  it('shows that the bot types until it writes', async () => {
    const { page } = tested;
    await send(page, '/slow');
    await page.locator('#typing').waitFor();
    expect(await page.locator('#status').textContent()).toBe('يكتب الآن…');
    await botMessages(page).waitFor();
    expect(await page.locator('#typing').isVisible()).toBe(false);
  });

  it('offers commands, by pointer and by keyboard', async () => {
    const { page } = tested;
    await page.locator('#menu-button').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem').first().and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('#menu').isVisible()).toBe(false);
    expect(await page.locator('#menu-button').evaluate((button) => button.matches(':focus'))).toBe(true);

    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await botMessages(page).locator('pre').waitFor();
  });

  it('offers suggested replies once', async () => {
    const { page } = tested;
    await ask(page, '/keyboard');
    await page.locator('#keyboard').getByRole('button', { name: 'نعم' }).click();
    await expect.poll(() => botMessages(page).last().locator('.text').textContent()).toBe('صدى: نعم');
    expect(await page.locator('#keyboard').isVisible()).toBe(false);
  });

  it('breaks lines with Shift+Enter, and edits the last message with the up arrow', async () => {
    const { page } = tested;
    await page.locator('#text').fill('سطر');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('آخر');
    await page.keyboard.press('Enter');
    await expect.poll(() => userMessages(page).locator('.text').allInnerTexts()).toEqual(['سطر\nآخر']);
    await botMessages(page).waitFor();

    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#text').inputValue()).toBe('سطر\nآخر');
    await page.locator('#text').fill('سؤال');
    await page.keyboard.press('Enter');
    await expect.poll(() => userMessages(page).locator('.text').allInnerTexts()).toEqual(['سؤال']);
    await expect.poll(() => botMessages(page).last().locator('.text').textContent()).toBe('عدّلت رسالتك');
  });

  it('keeps what was typed when sending fails', async () => {
    const { page } = tested;
    await page.route('**/messages', (route) => route.abort());
    await send(page, 'سؤال طويل');
    await page.locator('#toast.shown').waitFor();
    expect(await page.locator('#text').inputValue()).toBe('سؤال طويل');
    await page.unroute('**/messages');
    await page.keyboard.press('Enter');
    await botMessages(page).waitFor();
    tested.problems.length = 0;
  });

  it('says when the connection is lost, and finds back', async () => {
    const { page } = tested;
    await ask(page, 'قبل');
    await page.route('**/events?*', (route) => route.abort());
    await page.reload();
    await page.locator('#connection').waitFor();
    await page.unroute('**/events?*');
    await page.locator('#connection').waitFor({ state: 'hidden' });
    await expect.poll(() => botMessages(page).count()).toBe(1);
    tested.problems.length = 0;
  });

  it('remembers the chosen theme', async () => {
    const { page } = tested;
    const background = () =>
      page.evaluate("getComputedStyle(document.querySelector('header')).backgroundColor");
    const light = await background();
    await page.locator('#theme').click();
    expect(await background()).not.toBe(light);
    const dark = await background();
    await page.reload();
    expect(await background()).toBe(dark);
  });

  it.each([
    [320, 568],
    [360, 740],
    [1280, 800],
  ])('fits into %i × %i', async (width, height) => {
    const { page } = tested;
    await page.setViewportSize({ width, height });
    await ask(page, '/everything');
    await ask(page, 'https://example.com/'.padEnd(300, 'x'));
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    const box = await page.locator('#send').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  });
});
