import { fold } from './fold.ts';
import { isQuestionWord } from './function-words.ts';
import type { LexiconData } from './lexicon-data.ts';

/** `dialect` words show dialect by themselves, `shared` ones are standard words too, `joined` lack a space. */
type DialectClass = 'dialect' | 'shared' | 'joined';

interface DialectEntry {
  /** Alternatives as they are written; some are several words. */
  readonly standard: readonly string[];
  readonly kind: DialectClass;
}

/** What the lexicon knows of dialect. */
export interface DialectTable {
  /** The entry of a word, or of two words with a space between them, as written. */
  entry(written: string): DialectEntry | undefined;
  /** Whether a folded present-tense verb without its person letter is a known standard verb. */
  isPresentVerb(folded: string): boolean;
}

/** A stretch of the question and the standard words that may be meant by it. */
export interface DialectWord {
  /** UTF-16 offsets in the question. */
  readonly start: number;
  readonly end: number;
  readonly written: string;
  /** Folded. Empty where the word carries no meaning for search (a filler). */
  readonly standard: readonly string[];
}

/** A question read with dialect in mind. */
export interface DialectReading {
  readonly isDialect: boolean;
  /** The question in standard words: each changed word replaced by its first standard alternatives. */
  readonly text: string;
  /** The words that have standard alternatives, in order. */
  readonly changed: readonly DialectWord[];
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Looks up the lexicon's dialect rows. */
export function createDialectTable(data: Pick<LexiconData, 'dialect' | 'verbs'>): DialectTable {
  const verbs = new Set(data.verbs.split(' '));
  const find = (key: string): DialectEntry | undefined => {
    const row = Object.hasOwn(data.dialect, key) ? data.dialect[key] : undefined;
    if (row === undefined) return undefined;
    const [kind, standard = ''] = row.split('\t');
    return { kind: kind as DialectClass, standard: alternativesIn(standard) };
  };
  return {
    entry(written) {
      const key = dialectKey(written);
      return find(key) ?? (key.endsWith('ه') ? find(`${key.slice(0, -1)}ة`) : undefined);
    },
    isPresentVerb: (folded) => verbs.has(folded),
  };
}

function alternativesIn(cell: string): string[] {
  return cell.split(' ').flatMap((words) => (words === '' ? [] : [words.replaceAll('_', ' ')]));
}

/** Folded, but a final teh marbuta stays: "which" and "verse" would otherwise read as the Egyptian "what". */
export function dialectKey(written: string): string {
  const folded = fold(written);
  return /ة\p{M}*$/u.test(written) && folded.endsWith('ه') ? `${folded.slice(0, -1)}ة` : folded;
}

interface Found extends DialectWord {
  /** What the rewritten question has in its place. */
  readonly text: string;
  readonly shows: boolean;
  /** Changed even where nothing else shows dialect. */
  readonly always: boolean;
}

interface WrittenWord {
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Turns a question in dialect into standard words. Words that are standard too are turned only where another
 * word shows dialect; spaces missing after short words are put in either way. Pure and linear in the question.
 */
export function toStandard(question: string, table: DialectTable): DialectReading {
  const words: WrittenWord[] = [...question.matchAll(WORD)].map((match) => ({
    written: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const found: Found[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const next = words[at + 1];
    if (word === undefined) continue;
    const two =
      next === undefined
        ? undefined
        : { written: `${word.written} ${next.written}`, start: word.start, end: next.end };
    const pair = two && table.entry(two.written);
    if (two !== undefined && pair !== undefined) {
      found.push(fromEntry(two, pair, false));
      at += 1;
      continue;
    }
    const entry = table.entry(word.written);
    if (entry !== undefined)
      found.push(fromEntry(word, chooseByNext(entry, next), at === 0 || next === undefined));
    else found.push(...fromMorphology(word, table));
  }
  const isDialect = found.some((word) => word.shows);
  const changed = found.filter((word) => isDialect || word.always);
  return {
    isDialect,
    text: rewrite(question, changed),
    changed: changed.map(({ start, end, written, standard }) => ({ start, end, written, standard })),
  };
}

/** "He went" before a verb is the mark of the future. */
function chooseByNext(entry: DialectEntry, next: WrittenWord | undefined): DialectEntry {
  const isFuture = entry.standard.includes(FUTURE) && next !== undefined && /^[يتن]/u.test(next.written);
  return isFuture ? { ...entry, standard: [FUTURE] } : entry;
}

function fromEntry(word: WrittenWord, entry: DialectEntry, isAtEdge: boolean): Found {
  const standard = entry.standard.flatMap((words) => words.split(' ').map(fold));
  // a word that is standard too may still mean what it says
  if (entry.kind === 'shared' && !standard.includes(fold(word.written))) standard.push(fold(word.written));
  // alternatives mean the same here; the first reads best
  const text = entry.standard[0] ?? '';
  // a name that can also ask, such as the Iraqi "when", asks at the beginning or the end of a question
  const asks = isAtEdge && isQuestionWord(fold(text));
  return {
    ...word,
    standard,
    text,
    shows: entry.kind === 'dialect' || asks,
    always: entry.kind === 'joined',
  };
}

const FUTURE = 'سوف';
/** Marks that dialects put before a present-tense verb: Egyptian, Levantine, Gulf, Sudanese, Iraqi, Maghrebi. */
const VERB_MARK = /^[وف]?(عمب|عم|راح|رح|كا|تا|دا|حا|ب|ه|ح|غ|ك|د)(?=[يت])/u;
/** Marks that standard words begin with as well: proof only together with another sign. */
const DOUBTFUL_MARK = /^(?:غ|ك|د|بت|كت|تا|دا)/u;
/** Names that look like a marked verb. */
const NOT_MARKED = new Set(['هيومن', 'بيرد', 'هتلر', 'هيبتون', 'بيكر'].map(fold));
const PLURAL_ENDING = /(?:ون|وا|و)$/u;
const OBJECT_ENDING = /(?:هم|ها|كم|نا|ه|ك)$/u;
const NEGATED = /^(ما?)(.{3,})ش$/u;
const THIS_JOINED = /^هال(.{3,})$/u;
const ON_JOINED = /^عال(?!م|ي|ج|ق|ه$)(.{3,})$/u;
/** The Egyptian passive, but not the standard verbs and nouns that begin alike (agree, accuse, contact, union …). */
const PASSIVE = /^ات(?!فا?ق|ها?م|خا?ذ|صا?ل|جا?ه|حا?د|با?ع|سا?ع|ضا?ح|سم|صف|قن|لاف|لف|اح|ي|م)(.{3,})$/u;
const PLURAL_WITHOUT_ALEF = /^.{3,}و$/u;

/** Reads what a table cannot list: marked verbs, ma…sh around one, "this" and "on the" written onto a noun. */
function fromMorphology(word: WrittenWord, table: DialectTable): Found[] {
  const folded = fold(word.written);
  const certain = (text: string, shows: boolean): Found[] => {
    return [{ ...word, standard: text.split(' ').map(fold), text, shows, always: false }];
  };
  const possible = (...standard: string[]): Found[] => {
    return [{ ...word, standard: [...standard, folded], text: word.written, shows: false, always: false }];
  };
  const mark = VERB_MARK.exec(folded);
  if (mark !== null && !NOT_MARKED.has(folded)) {
    const verb = presentVerb(folded.slice(mark[0].length), table);
    const isDoubtful = DOUBTFUL_MARK.test(folded.slice(folded.indexOf(mark[1] ?? '')));
    if (verb !== undefined) return certain(verb, !isDoubtful);
  }
  const [, negation, rest = ''] = NEGATED.exec(folded) ?? [];
  const negatedVerb = presentVerb(rest, table);
  if (negation === 'ما' || negatedVerb !== undefined) return certain(`لم ${negatedVerb ?? rest}`, true);
  const noun = THIS_JOINED.exec(folded)?.[1] ?? ON_JOINED.exec(folded)?.[1];
  if (noun !== undefined) return possible(`ال${noun}`);
  const passive = PASSIVE.exec(folded)?.[1];
  if (passive !== undefined) return possible(`ت${passive}`, passive);
  return PLURAL_WITHOUT_ALEF.test(folded) ? possible(`${folded}ا`) : [];
}

/** The standard third person of a present verb, if it is a known one: plural and object endings may follow it. */
function presentVerb(text: string, table: DialectTable): string | undefined {
  const person = text.slice(0, 1);
  if (person !== 'ي' && person !== 'ت') return undefined;
  const body = text.slice(1);
  const withoutPlural = body.replace(PLURAL_ENDING, '');
  const candidates = [body, withoutPlural, `${withoutPlural}ي`, body.replace(OBJECT_ENDING, '')];
  const known = candidates.find((candidate) => candidate.length >= 3 && table.isPresentVerb(candidate));
  return known === undefined ? undefined : person + known;
}

function rewrite(question: string, changed: readonly Found[]): string {
  let text = '';
  let from = 0;
  for (const word of changed) {
    text += question.slice(from, word.start) + word.text;
    from = word.end;
  }
  return (text + question.slice(from)).replace(/\s{2,}/gu, ' ').trim();
}
