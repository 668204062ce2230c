import { fold } from '../arabic/fold.ts';
import type { Lexicon } from '../arabic/lexicon.ts';
import { analysePassage, type PassageAnalysis, type PassageWord } from '../retrieval/passage-analysis.ts';
import * as lists from '../retrieval/word-lists.ts';

/** What a question made from a sentence asks for. */
export type TemplateKind = 'date' | 'place' | 'person' | 'number' | 'quotation' | 'aim';

export interface TemplateQuestion {
  readonly kind: TemplateKind;
  readonly question: string;
}

const MOST_SUBJECT_WORDS = 5;
const MOST_CLAUSE_WORDS = 9;

const listed = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(fold));

/** Said before the verb of a sentence, and no part of the question. */
const OPENERS = listed('كما بدوره بدورها وبدوره وبدورها وقد فقد قد خلال اللقاء');
/** Verbs whose و is theirs. */
const WAW_VERBS = /^و(?:قع|صل|افق|اجه|جه|ضع|دع|عد|صف|لد|فر|زع|رد|قف|كل|ثق|سع|حد|دّع|ظف)/u;
/** Verbs that begin as nouns with their article do: التقى، التزم. */
const ALIF_LAM_VERBS = /^الت(?:قي|قت|قيا|زم|حق|مس|هم|فت)ت?$/u;
const RELATIVES = listed('التي الذي');
const PRESENT = /^[يت]\p{L}{2,}$/u;
const AIMS = listed('تهدف يهدف');
/** What joins a date to its clause. */
const BEFORE_DATE = listed(
  'في يوم يومي منذ عام سنة خلال شهر مطلع نهاية بداية اواخر اوائل منتصف فجر صباح مساء حتى',
);
const ENDS_SUBJECT = listed(
  'ان انه انها الى على في من عن مع بعد قبل خلال عند حول ضد بين لدى بشان التزام التي الذي',
);

/**
 * Questions that a sentence seems to answer, by the kind of thing that stands in it: a date is asked for with متى, a
 * place with أين, a name behind a role with من, a number with كم, and what somebody said with ماذا قال. They are guesses:
 * whoever uses them asks them first.
 */
export function templateQuestions(text: string, lexicon: Lexicon): TemplateQuestion[] {
  const analysis = analysePassage(text, lexicon);
  const clause = mainClause(text, analysis, lexicon);
  return [
    ...personQuestions(text, analysis),
    ...relativeDateQuestions(text, analysis),
    ...(clause ? clauseQuestions(text, analysis, clause, lexicon) : []),
  ];
}

/** A verb and its subject at the head of a sentence; positions of words, the end exclusive. */
interface Clause {
  readonly verb: string;
  readonly subject: string;
  readonly subjectStart: number;
  readonly subjectEnd: number;
}

function mainClause(text: string, { words }: PassageAnalysis, lexicon: Lexicon): Clause | undefined {
  const first = words.findIndex(({ folded }) => !OPENERS.has(folded));
  const word = words[first];
  if (word === undefined || first > 3) return undefined;
  const written = text.slice(word.start, word.end);
  const verb = /^و\p{L}{3}/u.test(written) && !WAW_VERBS.test(written) ? written.slice(1) : written;
  const folded = fold(verb);
  const isNoun =
    (/^(?:ال|لل)/u.test(folded) && !ALIF_LAM_VERBS.test(folded)) ||
    /ة$/u.test(verb) ||
    word.isFunction ||
    lists.personTitles.has(folded) ||
    lists.placeCues.has(folded) ||
    lists.organisationCues.has(folded) ||
    lexicon.entitiesIn(words).some(({ start }) => start === first);
  if (isNoun) return undefined;
  const subjectStart = first + 1;
  let subjectEnd = subjectStart;
  while (subjectEnd < words.length && subjectEnd - subjectStart < MOST_SUBJECT_WORDS) {
    const next = words[subjectEnd];
    if (next === undefined || next.afterStop || next.isFunction || endsSubject(next)) break;
    if (
      subjectEnd > subjectStart &&
      /^(?:[بل]|و?[يت]\p{L}{3})/u.test(next.folded) &&
      !isName(next, words, lexicon)
    )
      break;
    subjectEnd += 1;
  }
  const head = words[subjectStart];
  if (head === undefined || subjectEnd === subjectStart) return undefined;
  if (!/^ال/u.test(head.folded) && !isName(head, words, lexicon)) return undefined;
  return { verb, subject: sliceWords(text, words, subjectStart, subjectEnd), subjectStart, subjectEnd };
}

function endsSubject({ folded }: PassageWord): boolean {
  return ENDS_SUBJECT.has(folded) || lists.numberWords.has(folded) || /^\p{N}/u.test(folded);
}

function isName(word: PassageWord, words: readonly PassageWord[], lexicon: Lexicon): boolean {
  const at = words.indexOf(word);
  return (
    lists.givenNames.has(word.folded) ||
    lexicon.entitiesIn(words).some(({ start, end }) => start <= at && at < end)
  );
}

function clauseQuestions(
  text: string,
  { words, spans, entities }: PassageAnalysis,
  { verb, subject, subjectStart, subjectEnd }: Clause,
  lexicon: Lexicon,
): TemplateQuestion[] {
  const questions: TemplateQuestion[] = [];
  const folded = fold(verb);
  if (AIMS.has(folded)) questions.push({ kind: 'aim', question: `ما أهداف ${subject}؟` });

  if (lists.sayingVerbs.has(folded)) {
    if (!lists.continuingVerbs.has(folded))
      questions.push({ kind: 'quotation', question: `ماذا ${verb} ${subject}؟` });
    const topic = entities.find(
      ({ start, kind, weight }) =>
        start >= subjectEnd &&
        weight === 1 &&
        kind !== 'leader' &&
        !/^[وبلكف]/u.test(words[start]?.folded ?? ''),
    );
    const said = /[يت]/u.test(folded.slice(0, 1)) ? 'يقول' : /ت$/u.test(folded) ? 'قالت' : 'قال';
    if (topic) {
      const name = sliceWords(text, words, topic.start, topic.end);
      questions.push({ kind: 'quotation', question: `ماذا ${said} ${subject} عن ${name}؟` });
    }
    return questions;
  }

  for (const { type, first, strength } of spans) {
    if (first < subjectEnd) continue;
    const end = endBefore(words, subjectStart, first);
    if (words.slice(subjectStart, end).some((word) => RELATIVES.has(word.folded))) continue;
    const said = `${verb} ${sliceWords(text, words, subjectStart, end)}`;
    if (type === 'date' && strength === 1) questions.push({ kind: 'date', question: `متى ${said}؟` });
    if (type === 'place' && isLocated(words, first))
      questions.push({ kind: 'place', question: `أين ${said}؟` });
  }
  const number = spans.find(({ type, first }) => type === 'number' && first >= subjectEnd);
  const counted = number && countedNoun(text, words, number.last, lexicon);
  if (counted && PRESENT.test(folded) && isDirectlyAfter(words, subjectEnd, number.first)) {
    questions.push({ kind: 'number', question: `كم عدد ال${counted} التي ${verb}ها ${subject}؟` });
  }
  return questions;
}

/** Where the words up to a position, or to the first stop among them, end, without what joins a date or place to them. */
function endBefore(words: readonly PassageWord[], from: number, to: number): number {
  let end = from + 1;
  while (end < to && end - from < MOST_CLAUSE_WORDS && !words[end]?.afterStop) end += 1;
  while (end > from + 1 && isJoint(words[end - 1])) end -= 1;
  return end;
}

function isJoint(word: PassageWord | undefined): boolean {
  return (
    word === undefined || word.isFunction || BEFORE_DATE.has(word.folded) || /^و?\p{N}/u.test(word.folded)
  );
}

function isLocated(words: readonly PassageWord[], at: number): boolean {
  return /^ب/u.test(words[at]?.folded ?? '') || words[at - 1]?.folded === 'في';
}

/** A plural after a number, without article: «ثماني دول». */
function countedNoun(
  text: string,
  words: readonly PassageWord[],
  last: number,
  lexicon: Lexicon,
): string | undefined {
  const word = words[last];
  if (word === undefined || word.isFunction || lists.timeUnits.has(word.folded)) return undefined;
  if (!/^[^\p{N}]{3,}$/u.test(word.folded) || /^ال|ا$/u.test(word.folded)) return undefined;
  if (lists.numberWords.has(word.folded) || lists.currencies.has(word.folded)) return undefined;
  if (lexicon.entitiesIn([word]).length > 0) return undefined;
  return text.slice(word.start, word.end);
}

/** Whether nothing but a relative clause between subject and object stands between. */
function isDirectlyAfter(words: readonly PassageWord[], subjectEnd: number, at: number): boolean {
  return at === subjectEnd || RELATIVES.has(words[subjectEnd]?.folded ?? '');
}

/** «المنظمة التي تأسست في يونيو 2001»: متى تأسست المنظمة؟ */
function relativeDateQuestions(text: string, { words, spans }: PassageAnalysis): TemplateQuestion[] {
  return spans.flatMap(({ type, first, strength }): TemplateQuestion[] => {
    const beforeDate = BEFORE_DATE.has(words[first - 1]?.folded ?? '') ? first - 1 : first;
    const [noun, relative, verb] = words.slice(Math.max(0, beforeDate - 3), beforeDate);
    if (type !== 'date' || strength < 1 || !noun || !relative || !verb) return [];
    if (!/^ال/u.test(noun.folded) || !RELATIVES.has(relative.folded) || relative.afterStop) return [];
    const said = `${text.slice(verb.start, verb.end)} ${text.slice(noun.start, noun.end)}`;
    return [{ kind: 'date', question: `متى ${said}؟` }];
  });
}

/** «الرئيس التركي رجب طيب أردوغان»: من هو الرئيس التركي؟ */
function personQuestions(text: string, { words, spans }: PassageAnalysis): TemplateQuestion[] {
  return spans.flatMap(({ type, first, strength }): TemplateQuestion[] => {
    if (type !== 'person' || strength < 0.9 || words[first]?.afterStop) return [];
    let start = first;
    while (start > 0 && /^ال/u.test(words[start - 1]?.folded ?? '') && !words[start]?.afterStop) start -= 1;
    const before = words[start - 1];
    if (before && start < first && !words[start]?.afterStop && lists.personTitles.has(before.folded))
      start -= 1;
    const isRole = first - start >= 2 && lists.personTitles.has(words[start]?.folded ?? '');
    return isRole ? [{ kind: 'person', question: `من هو ${sliceWords(text, words, start, first)}؟` }] : [];
  });
}

function sliceWords(text: string, words: readonly PassageWord[], start: number, end: number): string {
  return text.slice(words[start]?.start, words[end - 1]?.end);
}
