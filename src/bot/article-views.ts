import { type FmtString, link } from 'telegraf/format';
import type { Article, ArticleSummary } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import { splitPassages } from '../corpus/split-passages.ts';
import { fillPages, type Page } from './answer-views.ts';
import { formatDate, toArabicDigits } from './figures.ts';
import { concatenate, isolate, joinTexts, shorten } from './formatted-text.ts';
import { messages, type SourceCount } from './messages.ts';
import { nameArticle } from './render-answer.ts';

/** Articles listed on one page. */
export const SOURCES_ON_PAGE = 10;
const MAXIMUM_TITLE_LENGTH = 120;

/** What a page of an article holds beside its title, in UTF-16 code units: about a screen. */
const ARTICLE_PAGE_ROOM = 1200;

export interface RenderSourcesOptions {
  readonly articles: ReadonlyMap<string, ArticleSummary>;
  readonly heading: string;
  /** The articles listed, by their positions among all; all of them where left out. */
  readonly positions?: readonly number[] | undefined;
  /** The page asked for, from 0. */
  readonly asked: number;
}

/** A page of a list of articles, each with its number among all, and the positions of those on it. */
export function renderSources({
  articles,
  heading,
  positions,
  asked,
}: RenderSourcesOptions): Page & { readonly shown: readonly number[] } {
  const count = positions?.length ?? articles.size;
  const pages = Math.max(1, Math.ceil(count / SOURCES_ON_PAGE));
  const page = Math.max(0, Math.min(asked, pages - 1));
  const first = page * SOURCES_ON_PAGE;
  const places = Array.from(
    { length: Math.min(SOURCES_ON_PAGE, count - first) },
    (_, offset) => first + offset,
  );
  const shown = positions ? positions.slice(first, first + SOURCES_ON_PAGE) : places;
  const all = [...articles.values()];
  const lines = shown.flatMap((position) => {
    const article = all[position];
    return article === undefined ? [] : [renderSource(article, position + 1)];
  });
  return { text: joinTexts([heading, ...lines], '\n\n'), page, pages, shown };
}

/** What the bot says of how much it knows. */
export function countSources(articles: ReadonlyMap<string, ArticleSummary>): SourceCount {
  const [first] = articles.values();
  return { count: articles.size, title: shorten(first?.title ?? '', MAXIMUM_TITLE_LENGTH) };
}

function renderSource({ title, url, publisher, published }: ArticleSummary, number: number): FmtString {
  const shortTitle = isolate(shorten(title, MAXIMUM_TITLE_LENGTH));
  const name = url === undefined ? shortTitle : link(shortTitle, url);
  const details = [publisher, published === undefined ? undefined : formatDate(published)].filter(
    (part) => part !== undefined,
  );
  return concatenate([`${toArabicDigits(number)}. `, name, ...details.map((detail) => `، ${detail}`)]);
}

/** A page of an article: as many of its paragraphs, as they are, as make a screen. */
export function renderArticle(article: Article, asked: number): Page {
  const paragraphs = fillPages(paragraphsOf(article), (text) => text.length, { room: ARTICLE_PAGE_ROOM });
  const page = Math.max(0, Math.min(asked, paragraphs.length - 1));
  const pages = paragraphs.length;
  const foot = pages > 1 ? [messages.articlePage(page + 1, pages)] : [];
  return {
    text: joinTexts([nameArticle(article), ...(paragraphs[page] ?? []), ...foot], '\n\n'),
    page,
    pages,
  };
}

/** The paragraphs of an article; one longer than a page in pieces that end with a sentence. */
function paragraphsOf(article: Article): string[] {
  const paragraphs: Passage[][] = [];
  for (const passage of splitPassages(article)) {
    const current = paragraphs.at(-1);
    if (current?.[0]?.paragraph === passage.paragraph) current.push(passage);
    else paragraphs.push([passage]);
  }
  return paragraphs.flatMap((passages) =>
    fillPages(passages, ({ start, end }) => end - start, { room: ARTICLE_PAGE_ROOM }).map((piece) =>
      article.body.slice(piece[0]?.start, piece.at(-1)?.end),
    ),
  );
}
