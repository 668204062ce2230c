import { expect, it } from 'vitest';
import { ask, botMessages, joinGroup, send, userMessages } from '../support/browser.ts';
import { describePage } from '../support/page-under-test.ts';

describePage('what people do on the page', (tested) => {
  const texts = (of: typeof botMessages) => of(tested.page).locator('.text').allInnerTexts();

  it('follows an answer into its context and back, without losing its place', async () => {
    const { page } = tested;
    await ask(page, '/answer');
    const answer = botMessages(page).last();
    await page.getByRole('button', { name: 'السياق' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'رجوع' }).and(page.locator(':focus')).waitFor();
    expect(await answer.locator('.text').innerText()).toBe('الجملة في فقرتها');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'السياق' }).and(page.locator(':focus')).waitFor();
    expect(await answer.locator('.footer').innerText()).toContain('معدّلة');
  });

  it('shows that a press waits, until the bot answers it', async () => {
    const { page } = tested;
    await ask(page, '/answer');
    const more = page.getByRole('button', { name: 'المزيد', exact: true });
    await more.click();
    await page.locator('[aria-busy=true]').waitFor();
    await page.locator('#toast.shown', { hasText: 'لا مزيد' }).waitFor();
    expect(await more.getAttribute('aria-busy')).toBeNull();

    await page.route('**/buttons', (route) => route.abort());
    await more.click();
    await page.locator('#toast.shown', { hasText: 'لم يردّ البوت' }).waitFor();
    expect(await more.getAttribute('aria-busy')).toBeNull();
    tested.problems.length = 0;
  });

  it('aligns what has no direction of its own to the right', async () => {
    const { page } = tested;
    await ask(page, '/answer');
    const edges = await botMessages(page)
      .last()
      .locator('.text')
      .evaluate((text) => {
        const range = text.ownerDocument.createRange();
        range.selectNodeContents(text.querySelector('strong') ?? text);
        return [text.getBoundingClientRect().right, range.getBoundingClientRect().right];
      });
    expect(edges[1]).toBeCloseTo(edges[0] ?? 0, 0);
  });

  it('replies to a message, and where the bot asks for a reply', async () => {
    const { page } = tested;
    await ask(page, 'أول');
    await botMessages(page).last().getByRole('button', { name: 'رد' }).click();
    expect(await page.locator('#strip').innerText()).toContain('صدى: أول');
    await ask(page, 'ثان');
    expect(await userMessages(page).last().locator('.quoted').innerText()).toContain('صدى: أول');
    await page.locator('#strip').waitFor({ state: 'hidden' });

    await ask(page, '/force');
    await page.locator('#strip').getByText('ما سؤالك؟').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('#strip').isVisible()).toBe(false);
  });

  it('sends other kinds of messages', async () => {
    const { page } = tested;
    await page.getByRole('button', { name: 'رسالة من نوع آخر' }).click();
    await page.getByRole('menuitem', { name: 'موقع' }).click();
    await expect.poll(() => texts(botMessages)).toEqual(['نصوص فقط']);
    expect((await texts(userMessages)).join()).toContain('موقع');
  });

  it('searches inline, by keyboard, and sends what is chosen', async () => {
    const { page } = tested;
    await page.locator('#text').pressSequentially('@isnad_bot قمة');
    await page.getByRole('option').nth(2).waitFor();
    expect(await page.getByRole('option').count()).toBe(3);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = await page.locator('#text').getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}[aria-selected=true]`).innerText()).toContain('قمة: الثانية');
    await page.keyboard.press('Enter');
    await userMessages(page).waitFor();
    expect(await userMessages(page).innerText()).toMatch(/عبر .*@isnad_bot[\s\S]*الثانية عن قمة/u);
    // The message may be there before the page hears that it was sent, and only then is the field emptied.
    await expect.poll(() => page.locator('#text').inputValue()).toBe('');
    await expect.poll(() => page.locator('#inline').isVisible()).toBe(false);

    await page.locator('#text').fill('@isnad_bot لا شيء');
    await page.getByText('لا نتائج').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('#inline').isVisible()).toBe(false);
  });

  it('edits a message that was sent inline', async () => {
    const { page } = tested;
    await page.locator('#text').fill('@isnad_bot قمة');
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: 'حدّث' }).click();
    await page.locator('#toast.shown', { hasText: 'حُدّثت' }).waitFor();
    await expect.poll(() => texts(userMessages)).toEqual(['نص محدّث']);
  });

  it('searches from a button, here and in the other chat', async () => {
    const { page } = tested;
    await joinGroup(page);
    await page.getByRole('radio', { name: 'خاصة' }).check({ force: true });
    await page.locator('#start').click();
    await page.getByRole('button', { name: 'ابحث هنا', exact: true }).click();
    await page.getByRole('option').first().waitFor();
    expect(await page.locator('#text').inputValue()).toBe('@isnad_bot قمة');
    // The results lie over the button.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'ابحث هناك' }).click();
    await page.locator('#group').waitFor();
    expect(await page.locator('#text').inputValue()).toBe('@isnad_bot قمة');
  });

  it('lets two people talk to the bot in a group, and keeps to its topic', async () => {
    const { page } = tested;
    await joinGroup(page);
    await page.getByText('أُضيف').waitFor();
    await send(page, 'متى القمة يا عمر؟');
    await userMessages(page).waitFor();
    await page.getByLabel('الكاتب').selectOption('عمر');
    await page.locator('[data-author=member]', { hasText: 'سلمى' }).waitFor();
    await page.getByRole('button', { name: 'ذكر البوت' }).click();
    await page.keyboard.type('متى القمة؟');
    await page.keyboard.press('Enter');
    await expect.poll(() => texts(botMessages)).toEqual(['أهلًا بالمجموعة', 'سمعتك: @isnad_bot متى القمة؟']);
    expect(await botMessages(page).last().locator('.quoted').innerText()).toContain('أنت');

    await page.getByLabel('الموضوع').selectOption('سؤال وجواب');
    await page.locator('#intro').waitFor();
    expect(await ask(page, '/ask أين القمة؟')).toContain('سؤالك: أين القمة؟');
    await page.getByLabel('الموضوع').selectOption('عام');
    await expect.poll(async () => (await texts(botMessages)).length).toBe(2);

    await page.reload();
    await expect.poll(() => page.getByLabel('الكاتب').inputValue()).toBe('1');
  });

  it('removes the bot from the group, and adds it again', async () => {
    const { page } = tested;
    await joinGroup(page);
    await page.getByRole('button', { name: 'إزالة البوت' }).click();
    await page.getByText('أُزيل').waitFor();
    expect(await page.locator('#composer').isVisible()).toBe(false);
    await page.locator('#add-bot').click();
    await page.locator('#composer').waitFor();
  });

  it('starts from a deep link, in the address or in a message', async () => {
    const { page } = tested;
    await page.goto(`${tested.playground.url}/?start=q_1`);
    await page.locator('#start').click();
    await expect.poll(() => texts(botMessages)).toEqual(['أهلًا، جئت من q_1']);
    expect(new URL(page.url()).search).toBe('');

    await page.getByRole('link', { name: 'سؤال' }).click();
    await page.locator('#deep-link').click();
    await expect.poll(() => texts(botMessages)).toContain('أهلًا، جئت من q_7');
    await page.locator('#deep-link').waitFor({ state: 'hidden' });
  });

  it('shows the menu in the language of the client', async () => {
    const { page } = tested;
    await page.getByRole('button', { name: 'لغة المستخدم: العربية' }).click();
    await page.getByRole('button', { name: 'أوامر البوت' }).click();
    await page.getByRole('menuitem', { name: 'Everything' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'لغة المستخدم: الإنجليزية' }).waitFor();
  });
});
