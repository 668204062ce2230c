import { Composer, type Context } from 'telegraf';
import { fmt } from 'telegraf/format';
import type { InlineKeyboardMarkup } from 'telegraf/types';
import { articleButtons, keyboardOf, pagesKeyboard } from '../answer-keyboard.ts';
import { renderArticle, renderSources } from '../article-views.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import { shorten } from '../formatted-text.ts';
import { messages } from '../messages.ts';
import type { View } from '../view.ts';

type SourcesDependencies = Pick<
  BotDependencies,
  'articles' | 'buttons' | 'findArticles' | 'indexVersion' | 'readArticle' | 'shownAnswers'
>;

/** Of what was looked for, so much is kept and said again, in UTF-16 code units. */
const MAXIMUM_QUERY_LENGTH = 100;

/**
 * `/sources`: the articles that answers come from; `/sources words`: those of them whose title, publisher or date holds the
 * words; `/article` and `/article 2`: an article itself. All by pages.
 */
export function sourcesFeature(dependencies: SourcesDependencies): Composer<Context> {
  const { shownAnswers } = dependencies;
  const feature = new Composer();
  const show = (context: Context, { text, keyboard }: View) =>
    context.reply(text, { reply_markup: keyboard, link_preview_options: { is_disabled: true } });
  feature.command('sources', async (context) => {
    const chat = context.chat.id;
    const query = shorten(context.payload.trim(), MAXIMUM_QUERY_LENGTH);
    if (query === '') {
      await show(context, sourcesView(dependencies, chat, 0));
      return;
    }
    const sent = await show(context, await searchView(dependencies, { chat, query, asked: 0 }));
    if (sent) shownAnswers.putSearch({ chat, message: sent.message_id }, { query, user: context.from.id });
  });
  feature.command('article', async (context) => {
    const { articles } = dependencies;
    const asked = context.payload.trim();
    if (asked === '' && articles.size > 1)
      return show(context, sourcesView(dependencies, context.chat.id, 0));
    const position = asked === '' ? 0 : numberOf(asked) - 1;
    const view = await articleView(dependencies, { chat: context.chat.id, position, asked: 0 });
    return view ? show(context, view) : context.reply(messages.noSuchArticle(articles.size));
  });
  return feature;
}

/** A page of the list of articles, with buttons that open them. */
export function sourcesView(dependencies: SourcesDependencies, chat: number, asked: number): View {
  const { articles } = dependencies;
  return listView(dependencies, {
    chat,
    asked,
    heading: messages.sourcesHeading(articles.size),
    action: 'sources',
  });
}

export interface SearchViewOptions {
  readonly chat: number;
  readonly query: string;
  readonly asked: number;
}

/** A page of the articles found, or word that there are none and the way to all of them. */
export async function searchView(
  dependencies: SourcesDependencies,
  { chat, query, asked }: SearchViewOptions,
): Promise<View> {
  const { articles, buttons, indexVersion } = dependencies;
  const found = await dependencies.findArticles(query);
  if (found.length === 0) {
    const all = buttons.make({
      label: messages.buttons.allSources,
      action: 'sources',
      numbers: [0],
      chat,
      indexVersion,
    });
    return { text: fmt(messages.noSourcesFound(query)), keyboard: keyboardOf([[all]]) };
  }
  const placeOf = new Map([...articles.keys()].map((id, position) => [id, position]));
  const positions = found.flatMap((id) => placeOf.get(id) ?? []);
  const heading = messages.sourcesFound(query, positions.length);
  return listView(dependencies, { chat, asked, heading, action: 'found', positions });
}

interface ListViewOptions {
  readonly chat: number;
  readonly asked: number;
  readonly heading: string;
  readonly action: 'sources' | 'found';
  readonly positions?: readonly number[];
}

function listView(
  dependencies: SourcesDependencies,
  { chat, asked, heading, action, positions }: ListViewOptions,
): View {
  const { articles, indexVersion } = dependencies;
  const { text, page, pages, shown } = renderSources({ articles, heading, positions, asked });
  const rows = articleButtons(dependencies, { chat, indexVersion, positions: shown });
  const keyboard = pagesKeyboard(dependencies, { chat, indexVersion, action, page, pages, rows });
  return { text, keyboard };
}

export interface ArticleViewOptions {
  readonly chat: number;
  /** Among the articles, from 0. */
  readonly position: number;
  readonly asked: number;
}

/** A page of an article; `undefined` where there is none at the position. */
export async function articleView(
  dependencies: SourcesDependencies,
  { chat, position, asked }: ArticleViewOptions,
): Promise<View | undefined> {
  const { articles, indexVersion } = dependencies;
  const id = [...articles.keys()][position];
  const article = id === undefined ? undefined : await dependencies.readArticle(id);
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
