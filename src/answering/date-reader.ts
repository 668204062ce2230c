import type { EntityKind, Lexicon } from '../arabic/lexicon.ts';
import { findNumbers } from '../arabic/numbers.ts';
import type { Word } from '../arabic/words.ts';
import {
  between,
  calendarUnit,
  datesOf,
  isoDay,
  minusUnits,
  type PartialDate,
  type PublicationDates,
  plusDays,
  type TimeUnit,
} from './publication-dates.ts';

/** A row of words that name a time, up to word `end` (exclusive). */
export interface DatePhrase {
  readonly dates: PublicationDates;
  readonly end: number;
}

export interface DateReader {
  /** The time that the words from `start` on name, a preposition before it included; `undefined` where they name none. */
  phraseAt(start: number): DatePhrase | undefined;
}

export interface DateReaderOptions {
  readonly text: string;
  /** Of the text. */
  readonly words: readonly Word[];
  readonly lexicon: Pick<Lexicon, 'entitiesIn'>;
  /** For «last week» and the like; its calendar day where the process runs counts. */
  readonly today: Date;
}

type Parsed<T> = { readonly value: T; readonly end: number } | undefined;

const setOf = (words: string) => new Set(words.split(' '));
const BEFORE_DATES = setOf('في خلال بتاريخ طوال وفي وخلال');
const BEFORE_POINTS = setOf('يوم تاريخ شهر شهري شهور يومي عام العام عامي سنه وعام وسنه ويوم وشهر');
const YEAR_WORDS = setOf('عام سنه العام من');
const LAST = setOf('الماضي الماضيه المنصرم المنصرمه الفائت الفائته السابق السابقه');
const THIS = setOf('الجاري الجاريه الحالي الحاليه');
/** Days of a month that «its beginning» and the like stand for. */
const PARTS = tableOf<readonly [from: number, to: number]>([
  ['مطلع اوائل بدايه', [1, 10]],
  ['منتصف', [11, 20]],
  ['اواخر نهايه', [21, 31]],
]);
const UNITS = tableOf<TimeUnit>([
  ['يوم ايام يوما يومين', 'day'],
  ['اسبوع اسابيع اسبوعين', 'week'],
  ['شهر اشهر شهور شهرا شهرين', 'month'],
  ['عام اعوام عاما سنه سنوات عامين سنتين', 'year'],
]);

/** A value for each of several words. */
function tableOf<Value>(
  rows: readonly (readonly [words: string, value: Value])[],
): ReadonlyMap<string, Value> {
  return new Map(rows.flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)));
}

/** Reads the times that a text names. */
export function createDateReader({ text, words, lexicon, today }: DateReaderOptions): DateReader {
  const entities = lexicon.entitiesIn(words);
  const mentionsOf = (wanted: EntityKind) =>
    new Map(entities.filter(({ kind }) => kind === wanted).map((mention) => [mention.start, mention]));
  const months = mentionsOf('month');
  const weekdays = mentionsOf('weekday');
  const numbers = new Map(findNumbers(words).map((number) => [number.start, number]));
  const at = (position: number) => words[position]?.folded ?? '';
  const gapBefore = (position: number) =>
    text.slice(words[position - 1]?.end ?? 0, words[position]?.start ?? text.length);

  function phraseAt(start: number): DatePhrase | undefined {
    const from = BEFORE_DATES.has(at(start)) ? start + 1 : start;
    const found = rangeAt(from) ?? openRangeAt(from) ?? relativeAt(from) ?? partAt(from);
    if (found) return { dates: found.value, end: found.end };
    const point = pointAt(from);
    if (point === undefined || isDayAlone(point.value)) return undefined;
    return { dates: datesOf(point.value), end: point.end };
  }

  /** «between … and …», «from … to …», «1-15 September». */
  function rangeAt(start: number): Parsed<PublicationDates> {
    const isBetween = at(start) === 'بين' || at(start) === 'وبين';
    const isFromTo = at(start) === 'من';
    const isHyphenated = numbers.has(start) && /^\s*[-–—]\s*$/u.test(gapBefore(start + 1));
    if (!isBetween && !isFromTo && !isHyphenated) return undefined;
    const first = pointAt(isHyphenated ? start : start + 1);
    if (first === undefined) return undefined;
    const joins = ['الي', 'حتي', 'و'].includes(at(first.end));
    const isJoined = joins || (isBetween && /^و/u.test(at(first.end))) || isHyphenated;
    const second = isJoined ? pointAt(joins ? first.end + 1 : first.end) : undefined;
    if (second === undefined || isDayAlone(second.value)) return undefined;
    return { value: between(first.value, second.value), end: second.end };
  }

  /** «since …», «until …», «after …», «before …»; without a year they would hold for every one. */
  function openRangeAt(start: number): Parsed<PublicationDates> {
    const word = at(start);
    if (!['منذ', 'بعد', 'قبل', 'حتي'].includes(word)) return undefined;
    const point = pointAt(start + 1);
    if (point?.value.year === undefined) return undefined;
    const { from = '', to = '' } = datesOf(point.value);
    const dates: Readonly<Record<string, PublicationDates>> = {
      منذ: { from },
      حتي: { to },
      بعد: { from: plusDays(to, 1) },
      قبل: { to: plusDays(from, -1) },
    };
    return { value: dates[word] ?? {}, end: point.end };
  }

  /** «today», «last week», «the last three days». */
  function relativeAt(start: number): Parsed<PublicationDates> {
    const word = at(start);
    const day = isoDay(today);
    if (word === 'اليوم') return { value: { from: day, to: day }, end: start + 1 };
    const daysAgo =
      word === 'امس' || word === 'البارحه' ? 1 : word === 'اول' && at(start + 1) === 'امس' ? 2 : 0;
    if (daysAgo > 0) {
      const before = plusDays(day, -daysAgo);
      return { value: { from: before, to: before }, end: start + daysAgo };
    }
    if (word === 'اخر') return lastUnitsAt(start + 1);
    const isThis = word === 'هذا' || word === 'هذه';
    const position = isThis ? start + 1 : start;
    const unit = /^ال/u.test(at(position)) ? UNITS.get(at(position).slice(2)) : undefined;
    if (unit === undefined || unit === 'day') return undefined;
    if (isThis || THIS.has(at(position + 1)))
      return { value: calendarUnit(today, unit, 0), end: isThis ? position + 1 : position + 2 };
    if (!LAST.has(at(position + 1))) return undefined;
    return { value: calendarUnit(today, unit, -1), end: position + 2 };
  }

  function lastUnitsAt(start: number): Parsed<PublicationDates> {
    const number = numbers.get(start);
    const position = number?.end ?? start;
    const word = at(position);
    const unit = UNITS.get(word);
    if (unit === undefined) return undefined;
    const count = number?.value ?? (word.endsWith('ين') ? 2 : 1);
    if (!Number.isInteger(count) || count < 1 || count > 1000) return undefined;
    const day = isoDay(today);
    return { value: { from: minusUnits(today, unit, count), to: day }, end: position + 1 };
  }

  /** «the beginning of September 2022». */
  function partAt(start: number): Parsed<PublicationDates> {
    const days = PARTS.get(at(start));
    const point = days && pointAt(start + 1);
    if (days === undefined || point?.value.month === undefined || point.value.day !== undefined)
      return undefined;
    const [first, last] = days;
    const value = between({ ...point.value, day: first }, { ...point.value, day: last });
    return { value, end: point.end };
  }

  /** A day, a month or a year, with as much of the others as is named. */
  function pointAt(start: number): Parsed<PartialDate> {
    const named = weekdays.get(start)?.end ?? (BEFORE_POINTS.has(at(start)) ? start + 1 : start);
    const position = weekdays.get(named)?.end ?? named;
    const isYearNamed = /^و?(?:ال)?(?:عام|عامي|سنه)$/u.test(at(start));
    const [first, second, third] = [0, 1, 2].map((offset) => wholeNumberAt(position + offset));
    if (first !== undefined && second !== undefined && third !== undefined) {
      const [year, day] = isYear(first) ? [first, third] : [third, first];
      if (isYear(year) && isMonth(second) && isDay(day))
        return { value: { year, month: second, day }, end: position + 3 };
    }
    const monthFirst = monthAt(position);
    if (monthFirst) return withYear({ month: monthFirst.value }, monthFirst.end);
    const number = numbers.get(position);
    if (number === undefined) return undefined;
    if (isYear(number.value)) return { value: { year: number.value }, end: number.end };
    if (isYearNamed || !isDay(number.value)) return undefined;
    const afterDay = at(number.end) === 'من' ? number.end + 1 : number.end;
    const month = monthAt(at(afterDay) === 'شهر' ? afterDay + 1 : afterDay);
    if (month) return withYear({ day: number.value, month: month.value }, month.end);
    return { value: { day: number.value }, end: number.end };
  }

  /** A month by any of its names; «September/Aylul» is one. */
  function monthAt(start: number): Parsed<number> {
    const mention = months.get(start);
    if (mention === undefined) return undefined;
    const value = Number(mention.entity.slice('month:'.length));
    const again = months.get(mention.end);
    return { value, end: again?.entity === mention.entity ? again.end : mention.end };
  }

  function withYear(point: PartialDate, end: number): Parsed<PartialDate> {
    const named = YEAR_WORDS.has(at(end))
      ? numbers.get(end + (at(end + 1) === 'عام' ? 2 : 1))
      : numbers.get(end);
    if (named && isYear(named.value)) return { value: { ...point, year: named.value }, end: named.end };
    const month = point.month ?? 0;
    const thisYear = today.getFullYear();
    if (LAST.has(at(end))) {
      const year = month < today.getMonth() + 1 ? thisYear : thisYear - 1;
      return { value: { ...point, year }, end: end + 1 };
    }
    if (THIS.has(at(end))) return { value: { ...point, year: thisYear }, end: end + 1 };
    return { value: point, end };
  }

  function wholeNumberAt(position: number): number | undefined {
    const word = at(position);
    return /^[0-9]{1,4}$/u.test(word) ? Number(word) : undefined;
  }

  return { phraseAt };
}

const isYear = (value: number) => Number.isInteger(value) && value >= 1900 && value <= 2100;
const isMonth = (value: number) => value >= 1 && value <= 12;
const isDay = (value: number) => Number.isInteger(value) && value >= 1 && value <= 31;

function isDayAlone({ year, month }: PartialDate): boolean {
  return year === undefined && month === undefined;
}
