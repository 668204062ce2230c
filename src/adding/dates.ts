import { fold } from '../arabic/fold.ts';

/** A date in a text: what it is, as `YYYY-MM-DD`, and where it stands. */
export interface FoundDate {
  readonly date: string;
  readonly start: number;
  readonly end: number;
}

/** From January on: the months' names in Egypt and the Gulf, in the Levant and Iraq, in the Maghreb, and in English. */
const MONTHS: readonly (readonly string[])[] = [
  ['يناير', 'كانون الثاني', 'جانفي', 'January', 'Jan'],
  ['فبراير', 'شباط', 'فيفري', 'February', 'Feb'],
  ['مارس', 'آذار', 'March', 'Mar'],
  ['أبريل', 'إبريل', 'نيسان', 'أفريل', 'April', 'Apr'],
  ['مايو', 'أيار', 'ماي', 'May'],
  ['يونيو', 'يونيه', 'حزيران', 'جوان', 'June', 'Jun'],
  ['يوليو', 'يوليه', 'تموز', 'جويلية', 'يوليوز', 'July', 'Jul'],
  ['أغسطس', 'آب', 'أوت', 'غشت', 'August', 'Aug'],
  ['سبتمبر', 'أيلول', 'شتنبر', 'September', 'Sept', 'Sep'],
  ['أكتوبر', 'تشرين الأول', 'October', 'Oct'],
  ['نوفمبر', 'تشرين الثاني', 'نونبر', 'November', 'Nov'],
  ['ديسمبر', 'كانون الأول', 'دجنبر', 'December', 'Dec'],
];

const MONTH_OF = new Map(
  MONTHS.flatMap((names, index) => names.map((name): [string, number] => [fold(name), index + 1])),
);

/** A month's name, with or without the hamza of its alef, and the space of a double name as wide as it may be. */
const MONTH_NAME = [...MONTHS.flat()]
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace(/[أإآ]/gu, '[أإآا]').replace(' ', '\\s+'))
  .join('|');

/** Marks of direction, which Arabic locales put between the parts of a date. */
const DIRECTION = '[\\u200E\\u200F\\u061C]*';
const STROKE = `${DIRECTION}[/.\\-–]${DIRECTION}`;
const NAMED_MONTH = `(?<!\\p{L})(?<month>${MONTH_NAME})(?!\\p{L})\\.?(?:\\s*[/(–-]\\s*(?:${MONTH_NAME})\\)?)?`;

const PATTERNS: readonly RegExp[] = [
  // 2022-09-15, and with a time behind it
  `(?<!\\d)(?<year>\\d{4})${STROKE}(?<number>\\d{1,2})${STROKE}(?<day>\\d{1,2})(?!\\d)`,
  // 15/9/2022
  `(?<!\\d)(?<day>\\d{1,2})${STROKE}(?<number>\\d{1,2})${STROKE}(?<year>\\d{4})(?!\\d)`,
  // 15 سبتمبر/أيلول 2022
  `(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s,،-]+(?:من\\s+)?${NAMED_MONTH}[\\s,،-]+(?:(?:عام|سنة)\\s+)?(?<year>\\d{4})(?!\\d)`,
  // September 15, 2022
  `${NAMED_MONTH}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s,،]+(?<year>\\d{4})(?!\\d)`,
].map((source) => new RegExp(source, 'iu'));

const EASTERN_DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/gu;

/**
 * The first date of a text that names day, month and year: in figures (year or day first; where only the other order
 * makes a date, month first), or with the month's name in Arabic of any country or in English. Eastern digits count.
 * A time and its zone are passed over: the date is the writer's own.
 */
export function findDate(text: string): FoundDate | undefined {
  const western = text.replace(EASTERN_DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  return PATTERNS.map((pattern) => firstDate(western, pattern))
    .filter((found) => found !== undefined)
    .sort((a, b) => a.start - b.start)[0];
}

/** The date of a text, as {@link findDate} reads it. */
export function readDate(text: string | null | undefined): string | undefined {
  return text ? findDate(text)?.date : undefined;
}

function firstDate(text: string, pattern: RegExp): FoundDate | undefined {
  const match = pattern.exec(text);
  const { year, month, number, day } = match?.groups ?? {};
  if (match === null) return undefined;
  const monthNumber = Number(number ?? MONTH_OF.get(fold((month ?? '').replace(/\s+/gu, ' '))));
  const date =
    calendarDate(Number(year), monthNumber, Number(day)) ??
    (number === undefined ? undefined : calendarDate(Number(year), Number(day), monthNumber));
  return date === undefined ? undefined : { date, start: match.index, end: match.index + match[0].length };
}

/** The date, where the calendar has it; a year of the Hijri calendar is none of ours. */
function calendarDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    year >= 1900 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

const LINES_SEARCHED = 6;
const LONGEST_DATE_LINE = 80;
const DATE_LABEL = /^\s*(?:ن[ُّ]*شر|تاريخ|تم النشر|آخر تحديث|تحديث|حر[ِّ]*ر|published|updated|date)/iu;

/** The date of a line near the beginning of a text that is there to give it, not to tell what happened on that day. */
export function findDateLine(text: string): string | undefined {
  const lines = text.split('\n', 4 * LINES_SEARCHED).filter((line) => line.trim() !== '');
  for (const line of lines.slice(0, LINES_SEARCHED)) {
    if (line.length > LONGEST_DATE_LINE || /[.؟?!…]\s*$/u.test(line)) continue;
    const found = findDate(line);
    if (found === undefined) continue;
    const isMostlyDate = (found.end - found.start) * 2 >= line.trim().length;
    if (isMostlyDate || DATE_LABEL.test(line)) return found.date;
  }
  return undefined;
}
