import { fold } from './fold.ts';

/**
 * What a word does in a number: `scale` multiplies what stands before it (thousand), `dual` is two of a scale,
 * `part` is a fraction of one (and a half), `rank` an ordinal.
 */
export type NumberRole = 'unit' | 'ten' | 'hundred' | 'scale' | 'dual' | 'part' | 'rank' | 'digits';

/** A word read as part of a number. */
export interface NumberWord {
  readonly role: NumberRole;
  /** Of a dual, the value of one. */
  readonly value: number;
  /** Written with the conjunction "and" in front. */
  readonly joined: boolean;
  /** Written with the article in front. */
  readonly definite: boolean;
  /** Counts nothing by itself: "thousands of people", "one of them". */
  readonly dependent: boolean;
}

type Entry = Pick<NumberWord, 'role' | 'value' | 'dependent'>;

/** Role, value and spellings: standard, in all cases and genders, and the dialects' own. A star marks dependents. */
const SPELLINGS: readonly (readonly [NumberRole, number, string])[] = [
  ['unit', 0, 'صفر'],
  ['unit', 1, 'واحد واحدة *أحد *إحدى'],
  ['unit', 2, 'اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي تنين اتنين ثنين ثنتين'],
  ['unit', 3, 'ثلاثة ثلاث تلاتة تلات'],
  ['unit', 4, 'أربعة أربع'],
  ['unit', 5, 'خمسة خمس'],
  ['unit', 6, 'ستة ست'],
  ['unit', 7, 'سبعة سبع'],
  ['unit', 8, 'ثمانية ثماني ثمان ثمانيا تمانية تمنية تمان تمن'],
  ['unit', 9, 'تسعة تسع'],
  ['unit', 10, 'عشرة عشر'],
  ['unit', 11, 'حداشر احدعش حداش'],
  ['unit', 12, 'اتناشر اطنعش اثنعش طناش'],
  ['unit', 13, 'تلتاشر تلاتاشر ثلطعش ثلاثطعش تلطعش'],
  ['unit', 14, 'أربعتاشر اربعطعش'],
  ['unit', 15, 'خمستاشر خمسطعش'],
  ['unit', 16, 'ستاشر ستطعش سطعش'],
  ['unit', 17, 'سبعتاشر سبعطعش'],
  ['unit', 18, 'تمنتاشر ثمنطعش تمنطعش'],
  ['unit', 19, 'تسعتاشر تسعطعش'],
  ['ten', 20, 'عشرون عشرين'],
  ['ten', 30, 'ثلاثون ثلاثين تلاتين'],
  ['ten', 40, 'أربعون أربعين'],
  ['ten', 50, 'خمسون خمسين'],
  ['ten', 60, 'ستون ستين'],
  ['ten', 70, 'سبعون سبعين'],
  ['ten', 80, 'ثمانون ثمانين تمانين'],
  ['ten', 90, 'تسعون تسعين'],
  ['hundred', 100, 'مئة مائة'],
  ['hundred', 200, 'مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي ميتين'],
  ['hundred', 300, 'ثلاثمئة ثلاثمائة تلتمية ثلثمئة ثلثمائة'],
  ['hundred', 400, 'أربعمئة أربعمائة ربعمية'],
  ['hundred', 500, 'خمسمئة خمسمائة'],
  ['hundred', 600, 'ستمئة ستمائة'],
  ['hundred', 700, 'سبعمئة سبعمائة'],
  ['hundred', 800, 'ثمانمئة ثمانمائة ثمانيمئة ثمنمئة تمنمية'],
  ['hundred', 900, 'تسعمئة تسعمائة'],
  ['scale', 1e3, 'ألف ألفا *آلاف *تلاف'],
  ['scale', 1e6, 'مليون مليونا *ملايين'],
  ['scale', 1e9, 'مليار مليارا بليون *مليارات *بلايين'],
  ['scale', 1e12, 'تريليون تريليونا ترليون *تريليونات *ترليونات'],
  ['dual', 1e3, 'ألفان ألفين'],
  ['dual', 1e6, 'مليونان مليونين مليوني'],
  ['dual', 1e9, 'ملياران مليارين ملياري'],
  ['dual', 1e12, 'تريليونان تريليونين'],
  ['part', 0.5, 'نصف نص'],
  ['part', 0.25, 'ربع'],
  ['rank', 1, 'أول أولى *حادي *حادية'],
  ['rank', 2, 'ثاني ثانية تاني تانية'],
  ['rank', 3, 'ثالث ثالثة ثالثا تالت تالتة'],
  ['rank', 4, 'رابع رابعة رابعا'],
  ['rank', 5, 'خامس خامسة خامسا'],
  ['rank', 6, 'سادس سادسة سادسا'],
  ['rank', 7, 'سابع سابعة سابعا'],
  ['rank', 8, 'ثامن ثامنة ثامنا تامن'],
  ['rank', 9, 'تاسع تاسعة تاسعا'],
  ['rank', 10, 'عاشر عاشرة عاشرا'],
];

const ENTRIES = new Map<string, Entry>();
for (const [role, value, spellings] of SPELLINGS) {
  for (const spelling of spellings.split(' ')) {
    const key = fold(spelling.replace('*', ''));
    if (!ENTRIES.has(key)) ENTRIES.set(key, { role, value, dependent: spelling.startsWith('*') });
  }
}

const folded = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(fold));
/** With the article these are Sunday, Monday, the lady, the half. */
const NEVER_DEFINITE = folded('أحد إحدى اثنين اثنان ثنين تنين ست نصف نص ربع');
/** Without it these are a second of time, "again", a name. */
const ALWAYS_DEFINITE = folded('ثانية تانية تاني أولى');
const TEN_MARKS = folded('عشر عشرة');
/** "I am not" looks like "for six". */
const NO_NUMBERS = folded('لست ولست فلست');

const ARTICLE = /^(?:[بكف]?ال|لل)/u;
const PREPOSITION = /^[بلكف]/u;
const DIGITS = /^\d+(?:\.\d+)?$/u;

/** Reads one folded word as part of a number, with the conjunction, prepositions and article that it may carry. */
export function readNumberWord(word: string): NumberWord | undefined {
  if (NO_NUMBERS.has(word)) return undefined;
  const plain = readWithoutAnd(word, false);
  if (plain !== undefined || !word.startsWith('و')) return plain;
  return readWithoutAnd(word.slice(1), true);
}

/** Whether a word turns the unit before it into eleven to nineteen. */
export function isTenMark(word: string | undefined): boolean {
  return word !== undefined && TEN_MARKS.has(word);
}

function readWithoutAnd(word: string, joined: boolean): NumberWord | undefined {
  const bare = lookUp(word);
  if (bare !== undefined) return ALWAYS_DEFINITE.has(word) ? undefined : { ...bare, joined, definite: false };
  const withoutArticle = word.replace(ARTICLE, '');
  if (withoutArticle !== word) {
    const entry = NEVER_DEFINITE.has(withoutArticle) ? undefined : lookUp(withoutArticle);
    return entry && { ...entry, joined, definite: true };
  }
  const withoutPreposition = word.replace(PREPOSITION, '');
  if (withoutPreposition === word || ALWAYS_DEFINITE.has(withoutPreposition)) return undefined;
  const entry = lookUp(withoutPreposition);
  return entry && { ...entry, joined, definite: false };
}

function lookUp(word: string): Entry | undefined {
  return DIGITS.test(word) ? { role: 'digits', value: Number(word), dependent: false } : ENTRIES.get(word);
}
