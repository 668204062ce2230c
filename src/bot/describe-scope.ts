import type { AnswerScope } from '../answering/answer.ts';
import type { PublicationDates } from '../answering/publication-dates.ts';
import { formatDate, formatMonth, toArabicDigits } from './figures.ts';
import { shorten } from './formatted-text.ts';
import { messages } from './messages.ts';

const MAXIMUM_TITLE_LENGTH = 80;
const MAXIMUM_PUBLISHER_LENGTH = 60;

const { scoped, publishedIn } = messages;

/** The articles that an answer was looked for in: «مقالات الجزيرة المنشورة في سبتمبر/أيلول ٢٠٢٢». */
export function describeScope({ publisher, title, published, articles }: AnswerScope): string {
  const time = published && describeTime(published);
  if (title !== undefined) {
    const short = shorten(title, MAXIMUM_TITLE_LENGTH);
    return articles === 1 ? scoped.titled(short) : scoped.allTitled(short);
  }
  if (publisher !== undefined) {
    const short = shorten(publisher, MAXIMUM_PUBLISHER_LENGTH);
    return time === undefined ? scoped.publishedBy(short) : scoped.publishedByAt(short, time);
  }
  return scoped.publishedAt(time ?? '');
}

/** What is said where a scope holds no article. */
export function describeNowhere(scope: AnswerScope): string {
  if (scope.title !== undefined) return scoped.noSuchTitle(shorten(scope.title, MAXIMUM_TITLE_LENGTH));
  return scoped.nowhere(describeScope(scope));
}

function describeTime({ from, to }: PublicationDates): string {
  if (from === undefined) return publishedIn.until(dayOf(to ?? ''));
  if (to === undefined) return publishedIn.since(dayOf(from));
  if (from === to) return publishedIn.day(dayOf(from));
  const [first, last] = [partsOf(from), partsOf(to)];
  const isWhole = first.day === 1 && last.day === lastDayOf(last) && first.year === last.year;
  if (isWhole && first.month === last.month) return publishedIn.month(formatMonth(first.month, first.year));
  if (isWhole && first.month === 1 && last.month === 12 && first.year !== undefined)
    return publishedIn.year(toArabicDigits(first.year));
  const isOneMonth = first.month === last.month && first.year === last.year;
  return publishedIn.between(isOneMonth ? toArabicDigits(first.day) : dayOf(from), dayOf(to));
}

interface DayParts {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

/** Of `YYYY-MM-DD` or `MM-DD`. */
function partsOf(day: string): DayParts {
  const [date = 0, month = 0, year] = day.split('-').map(Number).reverse();
  return { month, day: date, ...(year !== undefined && { year }) };
}

/** Any month has 31 days where no year is named. */
function lastDayOf({ year, month }: DayParts): number {
  return year === undefined ? 31 : new Date(year, month, 0).getDate();
}

function dayOf(day: string): string {
  const { year, month, day: date } = partsOf(day);
  return year === undefined ? `${toArabicDigits(date)} ${formatMonth(month)}` : formatDate(day);
}
