/**
 * When articles were published: from the one day to the other, both included, either of which may be open. Days are
 * `YYYY-MM-DD`, or `MM-DD` where no year was named and any will do.
 */
export interface PublicationDates {
  readonly from?: string;
  readonly to?: string;
}

/** Whether an article of that day lies in the range; one without a day lies in none. */
export function isPublishedIn(published: string | undefined, { from, to }: PublicationDates): boolean {
  if (published === undefined) return false;
  const isAfter = from === undefined || comparable(published, from) >= from;
  const isBefore = to === undefined || comparable(published, to) <= to;
  const goesOverNewYear = isYearless(from) && isYearless(to) && from > to;
  return goesOverNewYear ? isAfter || isBefore : isAfter && isBefore;
}

/** Orders days, the newest first and what has none last. */
export function newestFirst(left = '', right = ''): number {
  return left === right ? 0 : left < right ? 1 : -1;
}

function isYearless(day: string | undefined): day is string {
  return day?.length === 5;
}

function comparable(published: string, bound: string): string {
  return isYearless(bound) ? published.slice(5) : published;
}

/** As much of a date as is named. */
export interface PartialDate {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

/** What times are counted in. */
export type TimeUnit = 'day' | 'week' | 'month' | 'year';

/** What the one lacks is that of the other: «between 1 and 15 September 2022». */
export function between(first: PartialDate, last: PartialDate): PublicationDates {
  const year = first.year ?? last.year;
  const month = first.month ?? (first.day === undefined ? undefined : last.month);
  const { from } = datesOf({ year, month, day: first.day });
  const { to } = datesOf({ ...last, year: last.year ?? first.year });
  return { from, to };
}

/** The days of a date of which only so much is named. */
export function datesOf({ year, month, day }: PartialDate): { readonly from: string; readonly to: string } {
  const prefix = year === undefined ? '' : `${year}-`;
  if (month === undefined) return { from: `${prefix}01-01`, to: `${prefix}12-31` };
  const lastDay = year === undefined ? 31 : new Date(year, month, 0).getDate();
  const dayOf = (date: number) => `${prefix}${twoDigits(month)}-${twoDigits(Math.min(date, lastDay))}`;
  return { from: dayOf(day ?? 1), to: dayOf(day ?? lastDay) };
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** `YYYY-MM-DD`, where the process runs. */
export function isoDay(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The day so many days after another, in ISO 8601. */
export function plusDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return isoDay(new Date(year, month - 1, date + days));
}

/** The week, month or year that a day lies in, or so many before. Weeks begin on Sunday, as they do in most Arab countries. */
export function calendarUnit(today: Date, unit: TimeUnit, offset: number): PublicationDates {
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
  if (unit === 'year') return datesOf({ year: year + offset });
  if (unit === 'month') {
    const first = new Date(year, month + offset, 1);
    return datesOf({ year: first.getFullYear(), month: first.getMonth() + 1 });
  }
  const sunday = date - today.getDay() + 7 * offset;
  return { from: isoDay(new Date(year, month, sunday)), to: isoDay(new Date(year, month, sunday + 6)) };
}

/** The day so many days, weeks, months or years before. */
export function minusUnits(today: Date, unit: TimeUnit, count: number): string {
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
  if (unit === 'year') return isoDay(new Date(year - count, month, date));
  if (unit === 'month') return isoDay(new Date(year, month - count, date));
  return isoDay(new Date(year, month, date - count * (unit === 'week' ? 7 : 1)));
}
