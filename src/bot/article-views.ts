import { type FmtString, link } from 'telegraf/format';
import type { Article } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import { splitPassages } from '../corpus/split-passages.ts';
import { fillPages, type Page } from './answer-views.ts';
import { concatenate, isolate, joinTexts, shorten } from './formatted-text.ts';
import { formatDate, messages, toArabicDigits } from './messages.ts';
import { nameArticle } from './render-answer.ts';

/** Articles listed on one page. */
export const SOURCES_ON_PAGE = 10;
const MAXIMUM_TITLE_LENGTH = 120;

/** What a page of an article holds beside its title, in UTF-16 code units: about a screen. */
const ARTICLE_PAGE_ROOM = 1200;

/** A page of the list of articles. */
export function renderSources(articles: readonly Article[], asked: number): Page {
  const pages = Math.max(1, Math.ceil(articles.length / SOURCES_ON_PAGE));
  const page = Math.max(0, Math.min(asked, pages - 1));
  const first = page * SOURCES_ON_PAGE;
  const lines = articles
    .slice(first, first + SOURCES_ON_PAGE)
    .map((article, position) => renderSource(article, first + position + 1));
  return { text: joinTexts([messages.sourcesHeading(articles.length), ...lines], '\n\n'), page, pages };
}

function renderSource({ title, url, publisher, published }: Article, number: number): FmtString {
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
  const name = nameArticle(article.id, new Map([[article.id, article]]));
  return { text: joinTexts([name, ...(paragraphs[page] ?? []), ...foot], '\n\n'), page, pages };
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
