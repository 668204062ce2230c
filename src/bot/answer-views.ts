import { bold, type FmtString, fmt } from 'telegraf/format';
import type { Citation, RankedCitation } from '../answering/answer.ts';
import type { Article, ArticleSummary } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import { splitPassages } from '../corpus/split-passages.ts';
import { concatenate, expandableQuotation, isolate, joinTexts, shorten } from './formatted-text.ts';
import { messages } from './messages.ts';
import { MAXIMUM_MESSAGE_LENGTH, nameArticle, renderAnswer, renderQuotations } from './render-answer.ts';
import type { ShownAnswer } from './shown-answers.ts';

type Articles = ReadonlyMap<string, ArticleSummary>;

/** A page of something longer. */
export interface Page {
  readonly text: FmtString;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/** Further passages or pieces of evidence on one page, unless they are long. */
const PASSAGES_ON_PAGE = 3;

/** What a page may hold beside its headings and attributions, in UTF-16 code units. */
const PAGE_ROOM = MAXIMUM_MESSAGE_LENGTH - 1300;
const MAXIMUM_QUESTION_LENGTH = 200;

/** The passages found that the answer does not show, best first: further ones, and citations that found no room. */
export function furtherPassages({ answer }: ShownAnswer, articles: Articles): RankedCitation[] {
  const { citationsShown } = renderAnswer(answer, articles);
  const shown = answer.citations.slice(0, citationsShown);
  return answer.ranked.filter((passage) => !isCited(passage, shown));
}

/** Whether a passage stands among citations, or says what one of them says. */
export function isCited(
  { article, start }: Pick<RankedCitation, 'article' | 'start'>,
  citations: readonly Citation[],
): boolean {
  return citations
    .flatMap((citation) => [citation, ...(citation.alsoIn ?? [])])
    .some((place) => place.article === article && place.start === start);
}

/** A page of the passages that the answer does not show. */
export function renderFurther(shown: ShownAnswer, articles: Articles, asked: number): Page {
  const { page, pages, items, first } = pageOf(furtherPassages(shown, articles), asked);
  const heading = messages.furtherPassages(page + 1, pages);
  const quotations = items.map((passage, position) => ({ ...passage, number: first + position + 1 }));
  return { text: joinTexts([heading, renderQuotations(quotations, articles)], '\n\n'), page, pages };
}

/** A page of all that was found for a question, best first, with the ranker's scores. */
export function renderEvidence({ question, answer }: ShownAnswer, articles: Articles, asked: number): Page {
  const { page, pages, items, first } = pageOf(answer.ranked, asked);
  const heading = messages.evidenceFor(shorten(question, MAXIMUM_QUESTION_LENGTH), page + 1, pages);
  const blocks = items.map((passage, position) => {
    const quotation = { ...passage, number: first + position + 1 };
    return joinTexts([renderQuotations([quotation], articles), messages.score(passage.score)], '، ');
  });
  const confidence = page === 0 ? [messages.confidence(answer.confidence)] : [];
  return { text: joinTexts([bold(isolate(heading)), ...confidence, ...blocks], '\n\n'), page, pages };
}

/** The page asked for, or the last one: at most so many items as fit. */
function pageOf(all: readonly RankedCitation[], asked: number) {
  const pages = fillPages(all, ({ text }) => text.length, { room: PAGE_ROOM, most: PASSAGES_ON_PAGE });
  const page = Math.max(0, Math.min(asked, pages.length - 1));
  const first = pages.slice(0, page).flat().length;
  return { page, pages: pages.length, items: pages[page] ?? [], first };
}

/** Puts items on pages, in their order; an item longer than a page has a page of its own. */
export function fillPages<T>(
  items: readonly T[],
  lengthOf: (item: T) => number,
  { room, most = Number.POSITIVE_INFINITY }: { readonly room: number; readonly most?: number },
): T[][] {
  const pages: T[][] = [];
  let left = 0;
  for (const item of items) {
    const current = pages.at(-1);
    if (current === undefined || current.length >= most || lengthOf(item) > left) {
      pages.push([item]);
      left = room - lengthOf(item);
    } else {
      current.push(item);
      left -= lengthOf(item);
    }
  }
  return pages;
}

/** Most of the article that is shown around a sentence, in UTF-16 code units. */
const CONTEXT_ROOM = 3300;

/**
 * A cited sentence, in bold, inside its paragraph with the sentences before and after; `undefined` where the article has
 * no such sentence.
 */
export function renderContext(
  { start }: Pick<RankedCitation, 'start'>,
  article: Article,
): FmtString | undefined {
  const passages = splitPassages(article);
  const position = passages.findIndex((passage) => passage.start === start);
  const cited = passages[position];
  if (cited === undefined) return undefined;
  const { from, to } = surroundings(passages, position);
  const text = concatenate([
    article.body.slice(from, cited.start),
    bold(cited.text),
    article.body.slice(cited.end, to),
  ]);
  return joinTexts(
    [
      fmt(messages.contextOf(cited.sentence, passages.length)),
      expandableQuotation(text),
      concatenate(['— ', nameArticle(article)]),
    ],
    '\n\n',
  );
}

/** Where the shown part begins and ends: the paragraph and its neighbours, as far as there is room on both sides. */
function surroundings(passages: readonly Passage[], position: number): { from: number; to: number } {
  const { paragraph, start = 0, end = 0 } = passages[position] ?? {};
  const isNear = (at: number) =>
    passages[at] !== undefined && (passages[at]?.paragraph === paragraph || Math.abs(at - position) === 1);
  let [first, last] = [position, position];
  let [from, to] = [start, end];
  for (let goesOn = true; goesOn; ) {
    goesOn = false;
    const after = passages[last + 1];
    if (isNear(last + 1) && after && after.end - from <= CONTEXT_ROOM) {
      last += 1;
      to = after.end;
      goesOn = true;
    }
    const before = passages[first - 1];
    if (isNear(first - 1) && before && to - before.start <= CONTEXT_ROOM) {
      first -= 1;
      from = before.start;
      goesOn = true;
    }
  }
  return { from, to };
}
