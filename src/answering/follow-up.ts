import { contentWords } from '../arabic/content-words.ts';
import { isFunctionWord, isQuestionWord } from '../arabic/function-words.ts';
import type { Lexicon } from '../arabic/lexicon.ts';
import { stem } from '../arabic/stem.ts';
import { splitWords, type Word } from '../arabic/words.ts';
import type { ArticleFilter } from './article-catalogue.ts';

/** What was asked and answered just before. */
export interface PreviousTurn {
  /** As it was read: complete, should it have been a follow-up itself, and without the words of its scope. */
  readonly question: string;
  /** The sentence it was answered with. */
  readonly sentence: string;
  /** The articles it asked, where it named some. */
  readonly scope?: ArticleFilter;
}

export interface FollowUpOptions {
  readonly question: string;
  readonly previous: PreviousTurn;
  readonly lexicon: Pick<Lexicon, 'entitiesIn'>;
}

/** A question of more terms than this needs nothing from before, unless it is joined on and points back. */
const MOST_TERMS = 2;
const MOST_JOINED_TERMS = 4;

/**
 * Reads a question that leans on the one before as a complete one. To «ومتى تأسست؟» the topic of the question before is
 * added: its words that the answer speaks of. In «وماذا عن الصين؟», or just «والصين؟», the new name takes the place of
 * the old one of its kind in the question before.
 *
 * @returns the complete question, or `undefined` where the question stands alone.
 */
export function readFollowUp({ question, previous, lexicon }: FollowUpOptions): string | undefined {
  const words = splitWords(question);
  const subject = newSubject(question, words);
  if (subject !== undefined) return askAbout(subject, previous.question, lexicon);
  if (!leansOnBefore(question, words, lexicon)) return undefined;
  const own = new Set(words.map(({ folded }) => stem(folded)));
  const topic = topicOf(previous, lexicon).filter((word) => !own.has(stem(word.folded)));
  if (topic.length === 0) return undefined;
  return `${question} ${topic.map(({ start, end }) => previous.question.slice(start, end)).join(' ')}`;
}

function leansOnBefore(
  question: string,
  words: readonly Word[],
  lexicon: FollowUpOptions['lexicon'],
): boolean {
  const terms = termsOf(words);
  const isJoined = joinsOn(words);
  if (terms.length > (isJoined ? MOST_JOINED_TERMS : MOST_TERMS)) return false;
  if (words.some((word) => pointsBack(word, question.slice(word.start, word.end)))) return true;
  if (terms.length <= MOST_TERMS && isJoined) return true;
  const namesSomething =
    lexicon.entitiesIn(words).length > 0 || terms.some(({ folded }) => isDefinite(folded));
  if (namesSomething) return false;
  return terms.length <= 1 || words.some(({ folded }) => PRONOUNS.has(folded));
}

/** These point back at what was said, unless the question names what they stand for: «ما هو موقف الصين؟». Folded. */
const PRONOUNS = new Set(['هو', 'هي', 'هم', 'هما']);

/** These always do. Folded. */
const POINTERS = new Set([
  'ذلك',
  'تلك',
  'هذا',
  'هذه',
  'هناك',
  'هنا',
  'ايضا',
  'كمان',
  'برضه',
  'غيره',
  'غيرها',
]);

/** Said before a question, and no part of it. Folded. */
const OPENERS = new Set(['طيب', 'طب', 'اوك', 'حسنا', 'زين', 'ثم']);

/** «ومتى …», «طيب ومين …»: joined to what was said before. */
function joinsOn([first]: readonly Word[]): boolean {
  return first !== undefined && (OPENERS.has(first.folded) || withoutAnd(first.folded) !== undefined);
}

/** A question word or preposition without the و before it; `undefined` where there is none. */
function withoutAnd(folded: string): string | undefined {
  const rest = folded.slice(1);
  return folded.startsWith('و') && (isQuestionWord(rest) || isFunctionWord(rest)) ? rest : undefined;
}

function pointsBack({ folded }: Word, written: string): boolean {
  return POINTERS.has(folded) || refersByPronoun(folded, written);
}

/** Nouns that end like a pronoun and hold none. */
const PRONOUN_LOOKALIKES =
  /^(?:مياه|اتجاه|توجيه|تنبيه|تشبيه|وجوه|شبه|وجه|فقه|كره|نزيه|ترفيه|انتباه|اشتباه|رفاه|شفاه|مهم|فهم|سهم|درهم|وهم|هذه|الله)$/u;

/** A pronoun hangs on an indefinite noun, a verb or a preposition: أعضاؤها، تأسيسه، فيها. */
function refersByPronoun(folded: string, written: string): boolean {
  if (PRONOUNS.has(folded) || isDefinite(folded) || PRONOUN_LOOKALIKES.test(written)) return false;
  return (
    /\p{L}{2}(?:ها|هم|هما|هن)$|\p{L}{3}ه$/u.test(written) ||
    (isFunctionWord(folded) && /\p{L}(?:ها|هم|هما|ه)$/u.test(written))
  );
}

function isDefinite(folded: string): boolean {
  return /^(?:[وفبك]?ال|و?لل)\p{L}{2}/u.test(folded);
}

/** What «وماذا عن الصين؟», «وعن الصين؟» or «والصين؟» asks about; `undefined` for any other question. */
function newSubject(question: string, words: readonly Word[]): string | undefined {
  const [first, ...rest] = words.filter(({ folded }) => !OPENERS.has(folded));
  if (first === undefined) return undefined;
  const asks = isQuestionWord(first.folded) || isQuestionWord(first.folded.replace(/^و/u, ''));
  const afterAbout = rest[0]?.folded === 'عن' && asks ? rest[1]?.start : undefined;
  if (afterAbout !== undefined) return untilMark(question.slice(afterAbout));
  if (!question.startsWith('و', first.start) || termsOf(words).length !== 1) return undefined;
  if (words.some(({ folded }) => isQuestionWord(folded) || isQuestionWord(folded.replace(/^و/u, ''))))
    return undefined;
  const isPreposition = withoutAnd(first.folded) !== undefined;
  return untilMark(question.slice(isPreposition ? rest[0]?.start : first.start + 1));
}

function untilMark(text: string): string {
  return text.replace(/[؟?!.\s]+$/u, '');
}

function askAbout(subject: string, asked: string, lexicon: FollowUpOptions['lexicon']): string {
  const words = splitWords(asked);
  const kinds = new Set(lexicon.entitiesIn(splitWords(subject)).map(({ kind }) => kind));
  const replaced = lexicon.entitiesIn(words).find(({ kind }) => kinds.has(kind));
  const [from, to] = replaced ? [words[replaced.start], words[replaced.end - 1]] : [];
  if (from === undefined || to === undefined) return `${asked} ${subject}`;
  return `${asked.slice(0, from.start)}${subject}${asked.slice(to.end)}`;
}

/**
 * What the question before was about: of its words that the answer speaks of, those that name something; all of them
 * where none does. «دولة» in «كم دولة تضم المنظمة؟» was asked for, not spoken of.
 */
function topicOf({ question, sentence }: PreviousTurn, lexicon: FollowUpOptions['lexicon']): Word[] {
  const words = splitWords(question);
  const terms = termsOf(words);
  const answered = new Set(splitWords(sentence).map(({ folded }) => stem(folded)));
  const shared = terms.filter(({ folded }) => answered.has(stem(folded)));
  const topic = shared.length > 0 ? shared : terms;
  const named = new Set(lexicon.entitiesIn(words).flatMap(({ start, end }) => words.slice(start, end)));
  const names = topic.filter((word) => isDefinite(word.folded) || named.has(word));
  return names.length > 0 ? names : topic;
}

/** The content words of a question, less what was said before it. */
function termsOf(words: readonly Word[]): Word[] {
  return contentWords(words).filter(({ folded }) => !OPENERS.has(folded));
}
