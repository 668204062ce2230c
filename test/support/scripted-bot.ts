import { Markup, Telegraf } from 'telegraf';
import type { InlineQueryResultArticle } from 'telegraf/types';
import type { Playground } from '../../src/playground/playground.ts';

/** All that a text may hold, as a bot would send it. */
export const EVERYTHING = [
  'عادي <b>غامق <i>مائل</i></b> <u>خط</u> <s>شطب</s> <code>x</code> <a href="https://example.com/a">رابط</a>',
  '<tg-spoiler>سر <b>مكنون</b></tg-spoiler> <tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
  '<pre><code class="language-ts">const a = 1;</code></pre>',
  '<blockquote>قول</blockquote>',
  `<blockquote expandable>${'سطر\n'.repeat(8)}آخر</blockquote>`,
  'أرسل /echo ثم زر example.com',
].join('\n');

/** Isolated, as a bot should write Latin words and digits within Arabic. */
const isolate = (text: string) => `\u2068${text}\u2069`;

const ANSWER = [
  `<b>${isolate('2001')}</b>`,
  `<blockquote expandable>تضم المنظمة التي <b>تأسست</b> في يونيو ${isolate('2001')} ثماني دول، وفق وكالة ${isolate('TASS')}. [١]</blockquote>`,
  `مقال التجربة، ${isolate('Example News')}، الجملة ١٠.`,
].join('\n');

const answerButtons = () =>
  Markup.inlineKeyboard([
    [Markup.button.callback('السياق', 'context'), Markup.button.callback('المزيد', 'more')],
    [Markup.button.callback('👍', 'like'), Markup.button.callback('👎', 'dislike')],
  ]);

const contextButtons = () => Markup.inlineKeyboard([[Markup.button.callback('رجوع', 'back')]]);

function articles(query: string): InlineQueryResultArticle[] {
  return ['الأولى', 'الثانية', 'الثالثة'].map((name, position) => ({
    type: 'article',
    id: String(position + 1),
    title: `${query}: ${name}`,
    description: `الجملة ${name} من المقال`,
    input_message_content: { message_text: `<b>${name}</b> عن ${query}`, parse_mode: 'HTML' },
    ...(position === 0 && Markup.inlineKeyboard([Markup.button.callback('حدّث', 'refresh')])),
  }));
}

/**
 * A bot that uses all that Isnad may use of the Bot API, and answers without looking anything up: what the page shows
 * of it is told by these few lines.
 */
export function createScriptedBot({ token, apiRoot }: Pick<Playground, 'token' | 'apiRoot'>): Telegraf {
  const bot = new Telegraf(token, { telegram: { apiRoot } });

  bot.start((context) =>
    context.reply(
      context.payload === '' ? 'أهلًا' : `أهلًا، جئت من ${context.payload}`,
      Markup.inlineKeyboard([
        [Markup.button.callback('زر', 'go'), Markup.button.callback('نافذة', 'alert')],
        [
          Markup.button.url('الموقع', 'https://example.com/'),
          Markup.button.url('سؤال', deepLink(context.me)),
        ],
        [
          Markup.button.switchToCurrentChat('ابحث هنا', 'قمة'),
          Markup.button.switchToChat('ابحث هناك', 'قمة'),
        ],
      ]),
    ),
  );
  bot.action('go', async (context) => {
    await context.answerCbQuery('وصلت الضغطة');
    await context.editMessageText('ضُغط');
  });
  bot.action('alert', (context) => context.answerCbQuery('انتبه', { show_alert: true }));

  bot.command('everything', (context) => context.replyWithHTML(EVERYTHING));
  bot.command('keyboard', (context) => context.reply('اختر', Markup.keyboard(['نعم', 'لا']).oneTime()));
  bot.command('force', (context) => context.reply('ما سؤالك؟', Markup.forceReply()));
  bot.command('slow', async (context) => {
    await context.sendChatAction('typing');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await context.reply('وصلت');
  });

  bot.command('answer', (context) => context.replyWithHTML(ANSWER, answerButtons()));
  bot.action('context', async (context) => {
    await context.answerCbQuery();
    await context.editMessageText('الجملة في فقرتها', contextButtons());
  });
  bot.action('back', async (context) => {
    await context.answerCbQuery();
    await context.editMessageText(ANSWER, { parse_mode: 'HTML', ...answerButtons() });
  });
  bot.action('more', async (context) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await context.answerCbQuery('لا مزيد');
  });
  bot.action(['like', 'dislike'], (context) => context.answerCbQuery('شكرًا لرأيك'));

  bot.on('inline_query', (context) => {
    const { query } = context.inlineQuery;
    const options = { cache_time: 60, button: { text: 'اسأل في المحادثة', start_parameter: 'from_inline' } };
    return context.answerInlineQuery(query === 'لا شيء' ? [] : articles(query || 'اقتراح'), options);
  });
  bot.action('refresh', async (context) => {
    await context.answerCbQuery('حُدّثت');
    await context.editMessageText('نص محدّث');
  });

  bot.on('my_chat_member', async (context) => {
    if (context.myChatMember.new_chat_member.status === 'member') await context.reply('أهلًا بالمجموعة');
  });
  bot.on('edited_message', (context) => context.reply('عدّلت رسالتك'));
  bot.command('ask', (context) => replyTo(context.message.message_id, `سؤالك: ${context.payload}`)(context));
  bot.on('text', (context) => {
    const { text, message_id, chat, reply_to_message: repliedTo, via_bot } = context.message;
    if (via_bot) return;
    if (chat.type === 'private') return context.reply(`صدى: ${text}`);
    const isMeant = text.includes(`@${context.me}`) || repliedTo?.from?.id === context.botInfo.id;
    return isMeant ? replyTo(message_id, `سمعتك: ${text}`)(context) : undefined;
  });
  bot.on(['photo', 'voice', 'sticker', 'location', 'contact', 'poll'], (context) =>
    context.reply('نصوص فقط'),
  );
  return bot;
}

const deepLink = (username: string) => `https://t.me/${username}?start=q_7`;

function replyTo(messageId: number, text: string) {
  return (context: { reply(text: string, extra: object): Promise<unknown> }) =>
    context.reply(text, { reply_parameters: { message_id: messageId } });
}

/** Launches a bot and registers its menu. @returns a function that stops it */
export async function launchScriptedBot(playground: Playground): Promise<() => Promise<void>> {
  const bot = createScriptedBot(playground);
  await bot.telegram.setMyName('إسناد');
  await bot.telegram.setMyCommands([
    { command: 'start', description: 'ابدأ' },
    { command: 'everything', description: 'كل شيء' },
  ]);
  await bot.telegram.setMyCommands(
    [
      { command: 'start', description: 'Start' },
      { command: 'everything', description: 'Everything' },
    ],
    { language_code: 'en' },
  );
  let polling: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    polling = bot.launch({}, resolve);
  });
  return async () => {
    bot.stop();
    await polling;
  };
}
