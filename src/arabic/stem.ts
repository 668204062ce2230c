import { BROKEN_PLURALS } from './broken-plurals.ts';

const memo = new Map<string, string>();
const MEMO_LIMIT = 50_000;

const SUFFIXES = [
  'هما',
  'تين',
  'تان',
  'ها',
  'هم',
  'هن',
  'كم',
  'نا',
  'ات',
  'ان',
  'ون',
  'ين',
  'وا',
  'يه',
  'ه',
  'ي',
  'ا',
  'ت',
];
const KEPT = new Set(
  'وزير وزار وكال ولاي وزر بلاد كوريا لبنان فرنسا بوتين بكين باكستان بيان برنامج بعثه بحر لقا'.split(' '),
);

/**
 * The stem of a folded word: its clitics and endings taken off, a broken plural turned into its singular.
 * A first version; see the tests for what it brings together.
 */
export function stem(folded: string): string {
  const known = memo.get(folded);
  if (known !== undefined) return known;
  const result = compute(folded);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(folded, result);
  return result;
}

function compute(word: string): string {
  const base = stripPrefix(word);
  return stripSuffixes(BROKEN_PLURALS.get(base) ?? base);
}

function stripPrefix(word: string): string {
  const article = /^[وف]?(?:[بك]?ال|لل)/u.exec(word);
  if (article !== null && word.length - article[0].length >= 2) return word.slice(article[0].length);
  if (/^[وفبكل]/u.test(word) && word.length >= 5 && !KEPT.has(stripSuffixes(word))) {
    return word.startsWith('و') ? stripPrefix(word.slice(1)) : word.slice(1);
  }
  return word;
}

function stripSuffixes(word: string): string {
  if (KEPT.has(word)) return word;
  for (const suffix of SUFFIXES) {
    if (word.endsWith(suffix) && word.length - suffix.length >= 3)
      return stripSuffixes(word.slice(0, -suffix.length));
  }
  return word;
}
