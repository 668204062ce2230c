import { fold } from '../fold.ts';
import { isFunctionWord, isQuestionWord } from '../function-words.ts';
import { nameKey } from '../name-key.ts';
import { stem } from '../stem.ts';
import type { Everyday } from './names.ts';
import { hundredths, type Row, wordsIn } from './rows.ts';

/**
 * A family's weight between words of different roots, by the weight its row is written with: the best of those
 * tried with BM25 on the training questions, where a relative's share of the score is its weight.
 */
const FAMILY_WEIGHTS = new Map([
  [100, 60],
  [70, 45],
  [40, 25],
]);

/** A verb is written `past/present`: its persons are spelt out here. */
export function spellOut(member: string): string[] {
  const [past = '', present = ''] = member.split('/');
  if (!member.includes('/')) return [member];
  const weakPast = past.replace(/[ىا]$/u, '');
  const weakPresent = present.replace(/[ىيو]$/u, '');
  const she = present.replace(/^ي/u, 'ت');
  return [past, `${weakPast}ت`, `${weakPast}وا`, present, she, `${weakPresent}ون`];
}

/** The stems of words that carry meaning, each once. */
export function stemsOf(words: readonly string[]): string[] {
  const stems = words
    .map((word) => fold(word))
    .filter((word) => !isFunctionWord(word) && !isQuestionWord(word))
    .map((word) => stem(word));
  return [...new Set(stems)].filter((word) => word.length > 1 || /\d/u.test(word));
}

/** Families of near-synonyms, as compiled rows; their words are noted as everyday ones. */
export function compileFamilies(rows: readonly Row[], everyday: Everyday): string[] {
  return rows.flatMap(({ cells, fail }) => {
    const weight = hundredths(cells[0], fail);
    const members = wordsIn(cells[1]).flatMap(spellOut);
    if (members.some((member) => member.includes('_')))
      throw fail('a family holds single words: move it to phrases');
    const stems = stemsOf(members);
    for (const one of stems) everyday.stems.add(one);
    for (const member of members) everyday.words.add(nameKey(fold(member)));
    if (stems.length < 2) return [];
    const groups = groupByRoot(stems).map((group) => group.join(' '));
    return [`${FAMILY_WEIGHTS.get(weight) ?? weight} ${groups.join('/')}`];
  });
}

function groupByRoot(stems: readonly string[]): string[][] {
  const groups: string[][] = [];
  for (const one of stems) {
    const group = groups.find(([head]) => head !== undefined && shareRoot(head, one));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups;
}

/** Letters that patterns add to a root, and the weak ones that come and go in it. */
const PATTERN_LETTERS = /[اويىءئؤ]/gu;
const ADDED_LETTERS = new Set('متسنهلب');

/** Whether two stems differ only in letters that Arabic word patterns add: read the root off their consonants. */
export function shareRoot(first: string, second: string): boolean {
  const [short, long] = [first, second]
    .map((word) => word.replace(PATTERN_LETTERS, ''))
    .sort((a, b) => a.length - b.length);
  if (short === undefined || long === undefined || short.length < 2 || long.length - short.length > 2)
    return false;
  let at = 0;
  for (const letter of long) {
    if (letter === short[at]) at += 1;
    else if (!ADDED_LETTERS.has(letter)) return false;
  }
  return at === short.length;
}

/** Words that a question asks for, each with the words that answer it. */
export function compileKinds(rows: readonly Row[]): string[] {
  return rows.flatMap(({ cells, fail }) => {
    const [asked = '', weight, answers] = cells;
    const head = stem(fold(asked));
    const stems = [...new Set(wordsIn(answers).map((word) => stem(fold(word))))].filter(
      (one) => one !== head,
    );
    return stems.length === 0 ? [] : [`*${hundredths(weight, fail)} ${head} ${stems.join(' ')}`];
  });
}

/** Present-tense verbs, from pairs that a row holds (he does, she does) and from verbs written `past/present`. */
export function presentVerbs(rows: readonly Row[]): string[] {
  const verbs = new Set<string>();
  for (const { cells } of rows) {
    const members = new Set(wordsIn(cells[1]).flatMap(spellOut));
    for (const member of members) {
      if (member.startsWith('ي') && members.has(`ت${member.slice(1)}`)) verbs.add(fold(member).slice(1));
    }
  }
  return [...verbs].filter((verb) => verb.length > 1).sort();
}
