import type { AnswerType } from './answer-type.ts';
import type { PassageWord } from './passage-analysis.ts';
import * as lists from './word-lists.ts';

/** Words `[first, last]` of a passage that could answer a question of a type. */
export interface TypedSpan {
  readonly type: AnswerType;
  readonly first: number;
  readonly last: number;
  /** How sure the type is, in [0, 1]. */
  readonly strength: number;
}

/** Knows places and persons from the lexicon; both say how many of the words from `position` on are one. */
export interface EntityFinder {
  placeAt(words: readonly PassageWord[], position: number): number;
  personAt(words: readonly PassageWord[], position: number): number;
}

/** Finds dates, durations, numbers, sums, shares, persons, places, organisations and cue words in a passage. */
export function findTypedSpans(words: readonly PassageWord[], entities: EntityFinder): TypedSpan[] {
  const spans: TypedSpan[] = [];
  const add = (type: AnswerType, first: number, last: number, strength = 1) => {
    spans.push({ type, first, last: Math.min(last, words.length - 1), strength });
  };
  for (let at = 0; at < words.length; ) {
    const dateEnd = dateFrom(words, at);
    if (dateEnd > at) {
      add('date', at, dateEnd - 1, isStrongDate(words, at, dateEnd) ? 1 : 0.6);
      at = dateEnd;
      continue;
    }
    const numberEnd = numberFrom(words, at);
    if (numberEnd > at) {
      addNumber(words, at, numberEnd, add);
      at = numberEnd;
      continue;
    }
    at += 1;
  }
  for (let at = 0; at < words.length; at++) addNames(words, at, entities, add);
  for (const [at, { folded }] of words.entries()) addCues(folded, at, add);
  return spans;
}

type Add = (type: AnswerType, first: number, last: number, strength?: number) => void;

const year = /^(?:1[0-9]{3}|20[0-9]{2})م?$/;
const dayNumber = /^(?:[0-2]?[0-9]|3[01])$/;
const digits = /^(?:ال)?[0-9]/;

/** The position after the date that begins at `from`, or `from` where none does. */
function dateFrom(words: readonly PassageWord[], from: number): number {
  let at = from;
  let anchored = false;
  const folded = (position: number) =>
    position > from && words[position]?.afterStop ? '' : (words[position]?.folded ?? '');
  const bare = (position: number) => folded(position).replace(/^(?:و|ب|ل|ف)(?=\p{L}{3})/u, '');
  const isMonth = (position: number) =>
    isMonthName(words, position) &&
    (lists.months.has(folded(position)) || (position === from && lists.months.has(bare(position))));
  for (; at < words.length && at - from < 9; at++) {
    const word = at === from ? bare(at) : folded(at);
    const next = folded(at + 1);
    if (lists.days.has(word) || (lists.months.has(word) && isMonthName(words, at))) anchored = true;
    else if (year.test(folded(at)) && !lists.timeUnits.has(next)) anchored = true;
    else if (dayNumber.test(folded(at)) && (isMonth(at + 1) || (folded(at + 1) === 'من' && isMonth(at + 2))))
      anchored = true;
    else if (anchored && (lists.monthSeconds.has(word) || lists.relativeEndings.has(word))) continue;
    else if (anchored && word === 'من' && isMonth(at + 1)) continue;
    else if (lists.datedUnits.has(word) && isDateTail(next))
      anchored = anchored || year.test(next) || lists.relativeEndings.has(next) || lists.days.has(next);
    else if (lists.relativeEndings.has(word) && at > from) anchored = true;
    else if (word === 'امس' || word === 'غدا' || word === 'البارحه' || word === 'البارحة') anchored = true;
    else if (
      [
        'اواخر',
        'اوائل',
        'منتصف',
        'مطلع',
        'نهايه',
        'بدايه',
        'فجر',
        'صباح',
        'مساء',
        'ظهر',
        'ليله',
        'عشيه',
      ].includes(word) &&
      startsDate(words, at + 1)
    )
      continue;
    else break;
  }
  return anchored ? at : from;
}

/** Whether a month's name means the month: «رجب طيب أردوغان» and «مارس ضغوطا» do not, «15 رجب» and «آذار/مارس» do. */
function isMonthName(words: readonly PassageWord[], at: number): boolean {
  const word = words[at];
  const bare = word?.folded.replace(/^[وبلف](?=\p{L}{3})/u, '') ?? '';
  if (word === undefined || !(lists.monthNamesakes.has(word.folded) || lists.monthNamesakes.has(bare)))
    return true;
  const previous = words[at - 1]?.folded ?? '';
  const next = words[at + 1];
  return (
    dayNumber.test(previous) ||
    /(?:^|[وبل])(?:ال)?(?:شهر|عيد|نهايه|بدايه|مطلع|منتصف|اواخر|اوائل)$/.test(previous) ||
    word.afterMark.includes('/') ||
    next?.afterMark.includes('/') === true ||
    year.test(next?.folded ?? '') ||
    lists.relativeEndings.has(next?.folded ?? '') ||
    (previous === 'في' && (next === undefined || next.afterStop))
  );
}

function startsDate(words: readonly PassageWord[], at: number): boolean {
  const word = words[at]?.folded ?? '';
  return (
    lists.days.has(word) ||
    lists.months.has(word) ||
    lists.datedUnits.has(word) ||
    word === 'امس' ||
    year.test(word)
  );
}

function isDateTail(word: string): boolean {
  return (
    year.test(word) ||
    lists.relativeEndings.has(word) ||
    lists.months.has(word) ||
    lists.days.has(word) ||
    lists.ordinals.has(word)
  );
}

function isStrongDate(words: readonly PassageWord[], from: number, end: number): boolean {
  return words
    .slice(from, end)
    .some(
      ({ folded }) =>
        year.test(folded) || lists.months.has(folded) || lists.days.has(folded.replace(/^[وب]/, '')),
    );
}

/** The position after the number that begins at `from`, or `from` where none does. */
function numberFrom(words: readonly PassageWord[], from: number): number {
  let at = from;
  for (; at < words.length; at++) {
    const word = words[at];
    if (word === undefined || (at > from && word.afterStop)) break;
    const bare =
      at === from
        ? word.folded.replace(/^(?:و|ب|ل|ال|وال)(?=\p{L}{3})/u, '')
        : word.folded.replace(/^و(?=\p{L}{2})/u, '');
    if (!digits.test(word.folded) && !lists.numberWords.has(bare)) break;
  }
  return at;
}

function addNumber(words: readonly PassageWord[], from: number, end: number, add: Add): void {
  const next = words[end]?.folded ?? '';
  const after = words[end + 1]?.folded ?? '';
  const inText = (position: number) => words[position]?.afterMark ?? '';
  if (lists.currencies.has(next))
    add('money', from, lists.currencies.has(after) || /^[اأ]?مريك/.test(after) ? end + 1 : end);
  if (inText(end).includes('%') || inText(end).includes('٪') || lists.percentWords.has(next))
    add('percent', from, lists.percentWords.has(next) ? end : end - 1);
  else if (next === 'في' && lists.percentWords.has(after)) add('percent', from, end + 1);
  if (lists.timeUnits.has(next)) add('duration', from, end);
  const counts = words[end] !== undefined && !words[end]?.afterStop && !words[end]?.isFunction;
  add('number', from, counts ? end : end - 1, 1);
}

function addNames(words: readonly PassageWord[], at: number, entities: EntityFinder, add: Add): void {
  const word = words[at];
  if (word === undefined) return;
  const previous = words[at - 1]?.folded ?? '';
  const person = entities.personAt(words, at);
  if (person > 0) add('person', at, at + person - 1, 1);
  const place = entities.placeAt(words, at);
  if (place > 0)
    add(
      'place',
      at,
      at + place - 1,
      lists.placePrepositions.has(previous) || /^ب/.test(word.folded) ? 1 : 0.6,
    );
  const bare = word.folded.replace(/^[وبلف](?=\p{L}{3})/u, '');
  if (lists.personTitles.has(word.folded) || lists.personTitles.has(bare)) add('person', at, at + 3, 0.6);
  if (lists.givenNames.has(word.folded) || lists.givenNames.has(bare)) add('person', at, at + 2, 0.9);
  if (lists.placeCues.has(word.folded) || lists.placeCues.has(bare)) add('place', at, at + 2, 0.5);
  if (lists.organisationCues.has(word.folded) || lists.organisationCues.has(bare))
    add('organisation', at, at + 3, 0.7);
}

const cues: readonly (readonly [type: AnswerType, words: ReadonlySet<string>])[] = [
  ['reason', lists.reasonCues],
  ['manner', lists.mannerCues],
  ['definition', lists.definitionCues],
  ['list', lists.listCues],
  ['quotation', lists.sayingVerbs],
  ['yes-no', lists.denialWords],
];

function addCues(folded: string, at: number, add: Add): void {
  for (const [type, words] of cues) if (words.has(folded)) add(type, at, at + 6, 0.6);
}
