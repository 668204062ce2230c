import { isFunctionWord, isQuestionWord } from '../arabic/function-words.ts';
import type { Lexicon } from '../arabic/lexicon.ts';
import { stem } from '../arabic/stem.ts';
import { splitWords, type Word } from '../arabic/words.ts';

/** What was asked and answered just before. */
export interface PreviousTurn {
  /** As it was read: complete, should it have been a follow-up itself. */
  readonly question: string;
  /** The sentence it was answered with. */
  readonly sentence: string;
}

export interface FollowUpOptions {
  readonly question: string;
  readonly previous: PreviousTurn;
  readonly lexicon: Pick<Lexicon, 'entitiesIn'>;
}

/** A follow-up that names this many things of its own needs nothing from before. */
const SELF_CONTAINED_TERMS = 3;

/**
 * Reads a question that leans on the one before as a complete one: «ومتى تأسست؟» after «ما هدف المنظمة؟» becomes
 * «ومتى تأسست؟ المنظمة». In «وماذا عن الصين؟» the new name takes the place of the old one in the question before. What
 * is added are words of the question before, those first that its answer speaks of.
 *
 * @returns the complete question, or `undefined` where the question stands alone.
 */
export function readFollowUp({ question, previous, lexicon }: FollowUpOptions): string | undefined {
  const words = splitWords(question);
  if (asksWhatAbout(words)) return askAbout(question, words, previous, lexicon);
  if (!leansOnBefore(question, words, lexicon)) return undefined;
  const own = new Set(words.map(({ folded }) => stem(folded)));
  const topic = topicOf(previous).filter((word) => !own.has(stem(word.folded)));
  if (topic.length === 0) return undefined;
  return `${question} ${topic.map(({ start, end }) => previous.question.slice(start, end)).join(' ')}`;
}

function leansOnBefore(
  question: string,
  words: readonly Word[],
  lexicon: FollowUpOptions['lexicon'],
): boolean {
  const terms = contentWords(words);
  if (terms.length >= SELF_CONTAINED_TERMS) return false;
  const namesSomething =
    lexicon.entitiesIn(words).length > 0 || terms.some(({ folded }) => isDefinite(folded));
  if (terms.some((word) => refersByPronoun(question.slice(word.start, word.end)))) return true;
  if (words.some(({ folded }) => POINTERS.has(folded))) return true;
  if (namesSomething) return false;
  return terms.length <= 1 || joinsOn(words) || words.some(({ folded }) => PRONOUNS.has(folded));
}

/** These point back at what was said, unless the question names what they stand for: «ما هو موقف الصين؟». Folded. */
const PRONOUNS = new Set(['هو', 'هي', 'هم', 'هما']);

/** These always do. Folded. */
const POINTERS = new Set(['ذلك', 'تلك', 'هذا', 'هذه', 'ايضا', 'كمان', 'برضه', 'غيره', 'غيرها']);

/** «ومتى …», «طيب ومين …»: joined to what was said before. */
function joinsOn([first]: readonly Word[]): boolean {
  if (first === undefined) return false;
  return OPENERS.has(first.folded) || (first.folded.startsWith('و') && isQuestionWord(first.folded.slice(1)));
}

const OPENERS = new Set(['طيب', 'طب', 'اوك', 'حسنا', 'زين', 'ثم']);

/** Nouns that end like a pronoun and hold none. Folded but for the last letter. */
const PRONOUN_LOOKALIKES =
  /^(?:مياه|اتجاه|توجيه|تنبيه|تشبيه|وجوه|شبه|وجه|فقه|كره|نزيه|ترفيه|انتباه|اشتباه|رفاه|شفاه|مهم|فهم|سهم|درهم|وهم)$/u;

/** A pronoun hangs on an indefinite noun or a verb: أعضاؤها، رئيسهم، تأسيسه. */
function refersByPronoun(written: string): boolean {
  if (/^[وفبلك]?ال|^لل/u.test(written) || PRONOUN_LOOKALIKES.test(written)) return false;
  return /\p{L}{2}(?:ها|هم|هما|هن)$|\p{L}{3}ه$/u.test(written);
}

function isDefinite(folded: string): boolean {
  return /^(?:[وفبك]?ال|و?لل)\p{L}{2}/u.test(folded);
}

/** «وماذا عن …», «وشو عن …». */
function asksWhatAbout(words: readonly Word[]): boolean {
  const [first, second] = words.filter(({ folded }) => !OPENERS.has(folded));
  if (first === undefined || second?.folded !== 'عن') return false;
  return isQuestionWord(first.folded) || isQuestionWord(first.folded.replace(/^و/u, ''));
}

function askAbout(
  question: string,
  words: readonly Word[],
  previous: PreviousTurn,
  lexicon: FollowUpOptions['lexicon'],
): string {
  const asked = previous.question;
  const askedWords = splitWords(asked);
  const about = words.findIndex(({ folded }) => folded === 'عن') + 1;
  const subject = question.slice(words[about]?.start ?? question.length).replace(/[؟?\s]+$/u, '');
  const kindOf = new Set(lexicon.entitiesIn(words.slice(about)).map(({ kind }) => kind));
  const replaced = lexicon.entitiesIn(askedWords).find(({ kind }) => kindOf.has(kind));
  const [from, to] = replaced ? [askedWords[replaced.start], askedWords[replaced.end - 1]] : [];
  if (from === undefined || to === undefined) return `${asked} ${subject}`;
  return `${asked.slice(0, from.start)}${subject}${asked.slice(to.end)}`;
}

/** The words of the question before that its answer speaks of; all its content words where the answer shares none. */
function topicOf({ question, sentence }: PreviousTurn): Word[] {
  const terms = contentWords(splitWords(question));
  const answered = new Set(splitWords(sentence).map(({ folded }) => stem(folded)));
  const shared = terms.filter(({ folded }) => answered.has(stem(folded)));
  return shared.length > 0 ? shared : terms;
}

function contentWords(words: readonly Word[]): Word[] {
  return words.filter(
    ({ folded }) => !isFunctionWord(folded) && !isQuestionWord(folded) && !OPENERS.has(folded),
  );
}
