import { BROKEN_PLURALS } from './broken-plurals.ts';
import { fold } from './fold.ts';
import { isFunctionWord } from './function-words.ts';
import { HAMZA_ENDINGS, OWN_BEGINNINGS, OWN_ENDINGS } from './lookalikes.ts';

const SHORTEST_STEM = 3;
const MEMO_LIMIT = 50_000;
const memo = new Map<string, string>();

/**
 * The stem of a folded word, for matching only: conjunction, preposition, article, future particle, pronouns and the
 * endings of number, gender, case and nationality come off, a broken plural becomes its singular.
 *
 * It is a light stemmer, after the idea of Larkey, Ballesteros and Connell's "light10" (SIGIR 2002): no roots, no
 * patterns. What it adds are lists of the words whose own letters look like clitics, an order of the endings that
 * leaves the same stem for every form, and the plurals that no ending shows. Words without Arabic letters stay as
 * they are. Pure; the last results are kept.
 */
export function stem(folded: string): string {
  const known = memo.get(folded);
  if (known !== undefined) return known;
  const result = stemOf(folded);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(folded, result);
  return result;
}

function stemOf(word: string): string {
  const number = /^[وفبلك]([0-9].*)$/u.exec(word);
  if (number !== null) return number[1] ?? word;
  if (!/^[\u0621-\u064A]+$/u.test(word) || isFunctionWord(word)) return word;
  return withoutEndings(withoutPrefixes(word), singular);
}

function withoutPrefixes(word: string): string {
  if (word.startsWith('و') && word.length > SHORTEST_STEM && !isOwn('و', word)) {
    return withoutPreposition(word.slice(1));
  }
  return withoutPreposition(word);
}

function withoutPreposition(word: string): string {
  for (const prefix of ['ال', 'بال', 'كال', 'فال'] as const) {
    if (!word.startsWith(prefix) || word.length - prefix.length < 2) continue;
    const bare = word.slice(prefix.length - 2);
    if (isOwn('ال', bare)) return bare;
    const owner = prefix === 'بال' ? 'ب' : prefix;
    return isOwn(owner, word) ? word : bare.slice(2);
  }
  if (word.startsWith('لل') && word.length - 2 >= 2) {
    return isOwn('ل', word.slice(1)) || isOwn('ال', `ا${word.slice(1)}`) ? word.slice(1) : word.slice(2);
  }
  for (const prefix of ['ب', 'ل'] as const) {
    if (word.startsWith(prefix) && word.length > SHORTEST_STEM)
      return isOwn(prefix, word) ? word : word.slice(1);
  }
  if (/^س[يت]/u.test(word) && word.length > SHORTEST_STEM + 1 && !isOwn('س', word)) return word.slice(1);
  return word;
}

type Singular = (word: string) => string | undefined;
const singular: Singular = (word) => SINGULARS.get(word);
const nothing: Singular = () => undefined;

/** Takes the endings off from the outside in: pronoun, then number and gender, then the nisba and what it hid. */
function withoutEndings(word: string, singularOf: Singular): string {
  const owner = withoutPronoun(word, singularOf);
  const counted = withoutNumber(owner);
  const noun = withoutHamzaSeat(counted);
  const known = singularOf(owner) ?? (noun === counted ? undefined : singularOf(noun));
  if (known !== undefined) return known;
  const bare = noun.endsWith('اي') ? noun : withoutHamzaSeat(cut(noun, 'ي'));
  return cut(bare, 'ا');
}

const PRONOUNS = ['هما', 'ها', 'هم', 'هن', 'كم', 'نا'];

function withoutPronoun(word: string, singularOf: Singular): string {
  if (KEPT_ENDINGS.has(word) || singularOf(word) !== undefined) return word;
  const accusative = word.endsWith('ا') ? word.slice(0, -1) : '';
  if (KEPT_ENDINGS.has(accusative)) return accusative;
  for (const pronoun of PRONOUNS) {
    const owner = cut(word, pronoun);
    if (owner !== word) return feminine(withoutHamzaSeat(owner));
  }
  if (/[تاو]ه$/u.test(word)) return feminine(withoutHamzaSeat(cut(word, 'ه')));
  return word;
}

/** The ta that a feminine noun shows before a pronoun: قمتها is قمة, while the ta of بيتها is its own. */
function feminine(owner: string): string {
  return owner.length === SHORTEST_STEM && owner.endsWith('ت') && !KEPT_ENDINGS.has(owner)
    ? `${owner.slice(0, -1)}ه`
    : owner;
}

/**
 * A hamza that changes its seat before an ending: أعضائه and أعضاؤه are أعضاء. Short words need to be known, for the
 * ya of ولاية is its own.
 */
function withoutHamzaSeat(word: string): string {
  if (!/ا[يو]$/u.test(word)) return word;
  const noun = word.slice(0, -1);
  return noun.length > SHORTEST_STEM || HAMZA_NOUNS.has(noun) ? noun : word;
}

const NUMBERS = ['تين', 'تان', 'ات', 'ون', 'ين', 'ان', 'وا', 'ه', 'ا'];

function withoutNumber(word: string): string {
  if (KEPT_ENDINGS.has(word) || /^ت..ين$|ستان$/u.test(word)) return word;
  for (const number of NUMBERS) {
    const noun = cut(word, number);
    if (noun !== word) return noun;
  }
  return /[^اوي]ت$/u.test(word) ? cut(word, 'ت') : word;
}

function cut(word: string, ending: string): string {
  return word.endsWith(ending) && word.length - ending.length >= SHORTEST_STEM
    ? word.slice(0, -ending.length)
    : word;
}

const foldedWords = (list: string): string[] => list.trim().split(/\s+/u).map(fold);

const KEPT_ENDINGS = new Set(foldedWords(OWN_ENDINGS));
const HAMZA_NOUNS = new Set(foldedWords(HAMZA_ENDINGS));

const SINGULARS = new Map<string, string>();
for (const [plural, one] of BROKEN_PLURALS) SINGULARS.set(fold(plural), withoutEndings(fold(one), nothing));

const OWN = new Map<string, Set<string>>();
for (const [letters, list] of Object.entries(OWN_BEGINNINGS)) {
  OWN.set(letters, new Set(foldedWords(list).map((word) => withoutEndings(word, nothing))));
}

/** Whether a word that begins with these letters is known to own them. */
function isOwn(letters: keyof typeof OWN_BEGINNINGS, word: string): boolean {
  return OWN.get(letters)?.has(withoutEndings(word, nothing)) ?? false;
}
