import { Composer, type Context } from 'telegraf';
import type { InlineKeyboardMarkup } from 'telegraf/types';
import { articleButtons, pagesKeyboard } from '../answer-keyboard.ts';
import { renderArticle, renderSources, SOURCES_ON_PAGE } from '../article-views.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';
import type { View } from '../view.ts';

type SourcesDependencies = Pick<BotDependencies, 'articles' | 'buttons' | 'indexVersion'>;

/** `/sources`: the articles that answers come from; `/article` and `/article 2`: an article itself. Both by pages. */
export function sourcesFeature(dependencies: SourcesDependencies): Composer<Context> {
  const feature = new Composer();
  const show = (context: Context, { text, keyboard }: View) =>
    context.reply(text, { reply_markup: keyboard, link_preview_options: { is_disabled: true } });
  feature.command('sources', (context) => show(context, sourcesView(dependencies, context.chat.id, 0)));
  feature.command('article', (context) => {
    const { articles } = dependencies;
    const asked = context.payload.trim();
    if (asked === '' && articles.size > 1)
      return show(context, sourcesView(dependencies, context.chat.id, 0));
    const view = articleView(dependencies, context.chat.id, asked === '' ? 0 : numberOf(asked) - 1, 0);
    return view ? show(context, view) : context.reply(messages.noSuchArticle(articles.size));
  });
  return feature;
}

/** A page of the list of articles, with buttons that open them. */
export function sourcesView(dependencies: SourcesDependencies, chat: number, asked: number): View {
  const { articles, indexVersion } = dependencies;
  const { text, page, pages } = renderSources([...articles.values()], asked);
  const first = page * SOURCES_ON_PAGE;
  const count = Math.min(SOURCES_ON_PAGE, articles.size - first);
  const positions = Array.from({ length: count }, (_, offset) => first + offset);
  const rows = articleButtons(dependencies, { chat, indexVersion, positions });
  return {
    text,
    keyboard: pagesKeyboard(dependencies, { chat, indexVersion, action: 'sources', page, pages, rows }),
  };
}

/** A page of an article, by its position among them; `undefined` where there is none. */
export function articleView(
  dependencies: SourcesDependencies,
  chat: number,
  position: number,
  asked: number,
): View | undefined {
  const { articles, indexVersion } = dependencies;
  const article = [...articles.values()][position];
  if (article === undefined) return undefined;
  const { text, page, pages } = renderArticle(article, asked);
  const keyboard: InlineKeyboardMarkup = pagesKeyboard(dependencies, {
    chat,
    indexVersion,
    action: 'article',
    prefix: [position],
    page,
    pages,
  });
  return { text, keyboard };
}

/** A number in either kind of digits; `NaN` for anything else. */
function numberOf(text: string): number {
  const ascii = text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
  return /^\d+$/.test(ascii) ? Number(ascii) : Number.NaN;
}
