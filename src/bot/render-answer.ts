import { bold, type FmtString, fmt, italic, link } from 'telegraf/format';
import type { Answer, Citation } from '../answering/answer.ts';
import type { Article } from '../corpus/article.ts';
import { concatenate, expandableQuotation, isolate, joinTexts, shorten } from './formatted-text.ts';
import { formatDate, messages } from './messages.ts';

/** Telegram's limit on a message, in UTF-16 code units after entities are taken out. */
export const MAXIMUM_MESSAGE_LENGTH = 4096;

/** A sentence longer than this is shown up to its last whole word, so that the rest of the message has room. */
const MAXIMUM_QUOTATION_LENGTH = 2500;
const MAXIMUM_SHORT_ANSWER_LENGTH = 500;
const MAXIMUM_QUESTION_LENGTH = 200;
const MAXIMUM_TITLE_LENGTH = 300;
const MAXIMUM_PUBLISHER_LENGTH = 100;

type Articles = ReadonlyMap<string, Article>;

/** What a quotation needs: the sentence, and what is bold in it. */
export type Quotation = Pick<Citation, 'text'> & Partial<Pick<Citation, 'highlights'>>;

/** A sentence with its number in the message and its place in its article. */
export type NumberedQuotation = Quotation & Pick<Citation, 'number' | 'article' | 'sentence'>;

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
  const inWords = inOneLine(answer);
  if (inWords !== undefined) return { message: joinTexts([...question, inWords], '\n\n'), citationsShown: 0 };
  const heading = [...question, ...headingOf(answer)];
  const render = (count: number) =>
    joinTexts([...heading, renderQuotations(answer.citations.slice(0, count), articles)], '\n\n');
  let message = render(1);
  for (let count = 2; count <= answer.citations.length; count += 1) {
    const longer = render(count);
    if (longer.text.length > MAXIMUM_MESSAGE_LENGTH) return { message, citationsShown: count - 1 };
    message = longer;
  }
  return { message, citationsShown: answer.citations.length };
}

/** What is said where no sentence is shown. */
function inOneLine({ outcome, rejection, citations }: Answer): string | undefined {
  if (outcome === 'rejected') return messages.rejected[rejection ?? 'empty'];
  return outcome === 'not_found' || citations.length === 0 ? messages.notFound : undefined;
}

function headingOf({ outcome, answer }: Answer): FmtString[] {
  if (outcome === 'related') return [fmt(messages.related)];
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
  const lines = cited.map((article) => {
    const places = quotations
      .filter((quotation) => quotation.article === article)
      .map(({ sentence, number }) =>
        quotations.length === 1
          ? messages.sentenceNumber(sentence)
          : `${messages.sentenceNumber(sentence)} ${messages.citationMark(number)}`,
      );
    return concatenate(['— ', joinTexts([nameArticle(article, articles), ...places], '، ')]);
  });
  return joinTexts(lines, '\n');
}

/** An article's title, linked where it has an address, its publisher and its date, as far as they are known. */
export function nameArticle(id: string, articles: Articles): FmtString {
  const { title = id, publisher, published, url } = articles.get(id) ?? {};
  const name = isolate(shorten(title, MAXIMUM_TITLE_LENGTH));
  return joinTexts(
    [
      url === undefined ? name : link(name, url),
      ...(publisher === undefined ? [] : [isolate(shorten(publisher, MAXIMUM_PUBLISHER_LENGTH))]),
      ...(published === undefined ? [] : [formatDate(published)]),
    ],
    '، ',
  );
}
