import { Composer, type Context } from 'telegraf';
import { type FmtString, fmt, link } from 'telegraf/format';
import type { Article } from '../../corpus/article.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import { concatenate, shorten } from '../formatted-text.ts';
import { formatDate, messages, toArabicDigits } from '../messages.ts';

/** Articles listed in one message. */
const LISTED_SOURCES = 20;
const MAXIMUM_TITLE_LENGTH = 120;

/** `/sources`: the articles that answers come from. */
export function sourcesFeature({ articles }: Pick<BotDependencies, 'articles'>): Composer<Context> {
  const feature = new Composer();
  feature.command('sources', (context) => context.reply(renderSources([...articles.values()])));
  return feature;
}

function renderSources(articles: readonly Article[]): FmtString {
  const lines = articles
    .slice(0, LISTED_SOURCES)
    .map((article, position) => renderSource(article, position + 1));
  const unlisted = articles.length - lines.length;
  if (unlisted > 0) lines.push(fmt(messages.moreSources(unlisted)));
  return concatenate([messages.sourcesHeading(articles.length), ...lines.flatMap((line) => ['\n\n', line])]);
}

function renderSource({ title, url, publisher, published }: Article, number: number): FmtString {
  const shortTitle = shorten(title, MAXIMUM_TITLE_LENGTH);
  const name = url === undefined ? fmt(shortTitle) : link(shortTitle, url);
  const details = [publisher, published === undefined ? undefined : formatDate(published)].filter(
    (part) => part !== undefined,
  );
  return concatenate([`${toArabicDigits(number)}. `, name, ...details.map((detail) => `، ${detail}`)]);
}
