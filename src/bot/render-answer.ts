import { bold, type FmtString, fmt, italic, link } from 'telegraf/format';
import type { Answer, Citation, CitedPlace } from '../answering/answer.ts';
import type { ArticleSummary } from '../corpus/article.ts';
import { describeNowhere, describeScope } from './describe-scope.ts';
import { formatDate } from './figures.ts';
import { concatenate, expandableQuotation, isolate, joinTexts, shorten } from './formatted-text.ts';
import { messages } from './messages.ts';

/** Telegram's limit on a message, in UTF-16 code units after entities are taken out. */
export const MAXIMUM_MESSAGE_LENGTH = 4096;

/** A sentence longer than this is shown up to its last whole word, so that the rest of the message has room. */
const MAXIMUM_QUOTATION_LENGTH = 2400;
const MAXIMUM_SHORT_ANSWER_LENGTH = 500;
const MAXIMUM_QUESTION_LENGTH = 200;
const MAXIMUM_TITLE_LENGTH = 300;
const MAXIMUM_PUBLISHER_LENGTH = 100;

/** Of the articles that say the same, so many are named, in short; the others are counted. */
const OTHERS_NAMED = 2;
const SHORT_NAME: NameLengths = { title: 80, publisher: 40 };

type Articles = ReadonlyMap<string, ArticleSummary>;

/** What a quotation needs: the sentence, and what is bold in it. */
export type Quotation = Pick<Citation, 'text'> & Partial<Pick<Citation, 'highlights'>>;

/** A sentence with its number in the message and its place in its article. */
export type NumberedQuotation = Quotation & Pick<Citation, 'number' | 'article' | 'sentence' | 'alsoIn'>;

/** An answer as a message. */
export interface RenderedAnswer {
  readonly message: FmtString;
  /** How many of its citations found room. */
  readonly citationsShown: number;
}

export interface RenderAnswerOptions {
  /** The question, shown before the answer: where it was asked by a button, nothing in the chat says what was asked. */
  readonly asked?: string | undefined;
}

/**
 * An answer as a Telegram message: the short answer where there is one, then each cited sentence, verbatim, its matched
 * words in bold, with its number, then where they stand. Supporting sentences that don't fit any more are left out.
 */
export function renderAnswer(
  answer: Answer,
  articles: Articles,
  { asked }: RenderAnswerOptions = {},
): RenderedAnswer {
  const question = asked === undefined ? [] : [italic(isolate(shorten(asked, MAXIMUM_QUESTION_LENGTH)))];
  const inWords = inOneLine(answer, articles.size);
  if (inWords !== undefined) return { message: joinTexts([...question, inWords], '\n\n'), citationsShown: 0 };
  const heading = [...question, ...headingOf(answer, articles.size)];
  const foot = answer.scope ? [italic(isolate(messages.scoped.note(describeScope(answer.scope))))] : [];
  const render = (count: number) => {
    const cited = answer.citations.slice(0, count);
    return joinTexts([...heading, renderQuotations(cited, articles), ...foot], '\n\n');
  };
  let message = render(1);
  for (let count = 2; count <= answer.citations.length; count += 1) {
    const longer = render(count);
    if (longer.text.length > MAXIMUM_MESSAGE_LENGTH) return { message, citationsShown: count - 1 };
    message = longer;
  }
  return { message, citationsShown: answer.citations.length };
}

/** What is said where no sentence is shown. */
export function inOneLine(
  { outcome, rejection, citations, scope, readAs }: Answer,
  articles: number,
): string | undefined {
  if (outcome === 'rejected') return messages.rejected[rejection ?? 'empty'];
  if (outcome !== 'not_found' && citations.length > 0) return undefined;
  if (scope === undefined) return messages.notFound(articles);
  const { scoped } = messages;
  if (scope.articles === 0) return describeNowhere(scope);
  return readAs === '' ? scoped.nothingAsked(describeScope(scope)) : scoped.notFound(describeScope(scope));
}

function headingOf({ outcome, answer }: Answer, articles: number): FmtString[] {
  if (outcome === 'related') return [fmt(messages.related(articles))];
  return answer ? [bold(isolate(shorten(answer.text, MAXIMUM_SHORT_ANSWER_LENGTH)))] : [];
}

/** Sentences as quotations, each with its number, and below them where they stand, a line for each article. */
export function renderQuotations(quotations: readonly NumberedQuotation[], articles: Articles): FmtString {
  const blocks = quotations.map((quotation) => {
    const mark = ` ${messages.citationMark(quotation.number)}`;
    return expandableQuotation(concatenate([isolate(highlighted(shortened(quotation))), mark]));
  });
  return concatenate([joinTexts(blocks, '\n\n'), '\n', renderAttribution(quotations, articles)]);
}

function shortened({ text, highlights = [] }: Quotation): Required<Quotation> {
  const quotation = shorten(text, MAXIMUM_QUOTATION_LENGTH);
  return {
    text: quotation,
    highlights: highlights.filter(([, end]) => quotation === text || end < quotation.length),
  };
}

/** A sentence with its matched words in bold. */
function highlighted({ text, highlights }: Required<Quotation>): FmtString {
  const parts: (string | FmtString)[] = [];
  let shown = 0;
  for (const [start, end] of highlights) {
    parts.push(text.slice(shown, start), bold(text.slice(start, end)));
    shown = end;
  }
  parts.push(text.slice(shown));
  return concatenate(parts);
}

function renderAttribution(quotations: readonly NumberedQuotation[], articles: Articles): FmtString {
  const cited = [...new Set(quotations.map(({ article }) => article))];
  const mark = (number: number) => (quotations.length === 1 ? '' : ` ${messages.citationMark(number)}`);
  const lines = cited.flatMap((article) => {
    const own = quotations.filter((quotation) => quotation.article === article);
    const places = own.map(({ sentence, number }) => `${messages.sentenceNumber(sentence)}${mark(number)}`);
    const name = nameArticle(summaryOf(article, articles));
    return [
      concatenate(['— ', joinTexts([name, ...places], '، ')]),
      ...own.flatMap(({ number, alsoIn = [] }) =>
        alsoIn.length === 0 ? [] : [concatenate([renderAlsoIn(alsoIn, articles), mark(number)])],
      ),
    ];
  });
  return joinTexts(lines, '\n');
}

/** «ورد أيضًا في», and the first of the other articles that say the same. */
function renderAlsoIn(alsoIn: readonly CitedPlace[], articles: Articles): FmtString {
  const named = alsoIn
    .slice(0, OTHERS_NAMED)
    .map(({ article }) => nameArticle(summaryOf(article, articles), SHORT_NAME));
  const others = alsoIn.length - named.length;
  const counted = others > 0 ? [messages.alsoInOthers(others)] : [];
  return concatenate([messages.alsoIn, joinTexts([...named, ...counted], '؛ ')]);
}

function summaryOf(id: string, articles: Articles): ArticleSummary {
  return articles.get(id) ?? { id, title: id, language: 'ar' };
}

/** In UTF-16 code units. */
interface NameLengths {
  readonly title: number;
  readonly publisher: number;
}

/** An article's title, linked where it has an address, its publisher and its date, as far as they are known. */
export function nameArticle(
  { title, publisher, published, url }: ArticleSummary,
  lengths: NameLengths = { title: MAXIMUM_TITLE_LENGTH, publisher: MAXIMUM_PUBLISHER_LENGTH },
): FmtString {
  const name = isolate(shorten(title, lengths.title));
  return joinTexts(
    [
      url === undefined ? name : link(name, url),
      ...(publisher === undefined ? [] : [isolate(shorten(publisher, lengths.publisher))]),
      ...(published === undefined ? [] : [formatDate(published)]),
    ],
    '، ',
  );
}
