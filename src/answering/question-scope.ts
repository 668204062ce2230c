import { isQuestionWord } from '../arabic/function-words.ts';
import { nameKeys } from '../arabic/name-key.ts';
import { splitWords } from '../arabic/words.ts';
import type { ArticleFilter } from './article-catalogue.ts';
import { createDateReader } from './date-reader.ts';
import {
  dateAt,
  laterAt,
  type NamedSource,
  publisherAt,
  quotedTitleAt,
  type Reading,
  type ReadScopeOptions,
  readWords,
  titleAt,
} from './named-sources.ts';
import type { PublicationDates } from './publication-dates.ts';
import {
  ARTICLE_NOUNS,
  ARTICLE_PLURALS,
  ATTRIBUTIONS,
  BEFORE_ARTICLES,
  DESCRIBING_VERBS,
  isEntitling,
  isPublishing,
  isSaying,
  isTelling,
  TITLED_NOUNS,
  TOPIC_WORDS,
  WHAT,
} from './source-cues.ts';

/** A question and the articles that it wants the answer from. */
export interface ScopedQuestion {
  readonly scope: ArticleFilter;
  /** The question without the words of its scope; empty where it says nothing else. */
  readonly text: string;
}

/**
 * Reads which articles a question asks: a publisher, an article by its title, or when it was published. Names and dates are
 * mostly part of what is asked («when was the September summit?», «when was Al Jazeera founded?»), so they count only
 * where the question clearly cites: «what did … say about», «according to …», «in the article …», «published in …».
 *
 * @returns `undefined` where the question names no source
 */
export function readScope(options: ReadScopeOptions): ScopedQuestion | undefined {
  const reading = readWords(options);
  for (let at = 0; at < reading.words.length; at++) {
    const found = SOURCES.map((source) => source(reading, at)).find((each) => each !== undefined);
    if (found === undefined) continue;
    const source = widened(found, reading);
    return { scope: source.filter, text: withoutWords(reading, source) };
  }
  return undefined;
}

/** The time that a question consists of, «And in October?»; `undefined` where it says more. */
export function readDatesAlone({
  question,
  lexicon,
  today,
}: Pick<ReadScopeOptions, 'question' | 'lexicon' | 'today'>): PublicationDates | undefined {
  const words = splitWords(question);
  const phrase = createDateReader({ text: question, words, lexicon, today }).phraseAt(0);
  return phrase?.end === words.length ? phrase.dates : undefined;
}

/** Words `[start, end)` that name a source. */
interface Source extends NamedSource {
  readonly start: number;
  /** How many words at the very beginning belong to it too. */
  readonly leading?: number;
}

/** Ways to name a source, each looked for at every word. */
const SOURCES: readonly ((reading: Reading, start: number) => Source | undefined)[] = [
  attributionAt,
  articleAt,
  sayingAt,
  publishedAt,
];

/** «According to …», of a publisher, an article, or the articles of some time. */
function attributionAt(reading: Reading, start: number): Source | undefined {
  const length = ATTRIBUTIONS.find((phrase) =>
    phrase.every((word, offset) => reading.at(start + offset) === word),
  )?.length;
  if (length === undefined) return undefined;
  const position = start + length;
  const keys = nameKeys(reading.at(position));
  const publisher = publisherAt(reading, position, keys);
  if (publisher) return { ...publisher, start };
  const whole = quotedTitleAt(reading, position);
  if (whole && reading.catalogue.filter(whole.filter).length > 0) return { ...whole, start };
  if (isRelativeSaying(reading, position)) {
    const said = publisherAt(reading, position + (reading.at(position) === 'ما' ? 2 : 1));
    if (said) return { ...said, start };
  }
  if (!keys.some((key) => ARTICLE_NOUNS.has(key))) return undefined;
  const article = articleNamedAt(reading, position);
  return article && { ...article, start };
}

/** «In the article …», «the articles of …». */
function articleAt(reading: Reading, position: number): Source | undefined {
  const keys = nameKeys(reading.at(position));
  if (!keys.some((key) => ARTICLE_NOUNS.has(key))) return undefined;
  const isJoined = /^[وف]?[بل]/u.test(reading.at(position)) && !keys.includes(reading.at(position));
  let start = position;
  while (BEFORE_ARTICLES.has(reading.at(start - 1))) start -= 1;
  const isPlural = keys.some((key) => ARTICLE_PLURALS.has(key)) && reading.at(position - 1) !== 'كم';
  const isPublished = isPublishing(reading.at(position + 1));
  if (start === position && !isJoined && !isPlural && !isPublished) return undefined;
  const article = articleNamedAt(reading, position);
  return article && { ...article, start };
}

/** What stands behind the noun: a title, a publisher, when it was published, or several of them. */
function articleNamedAt(reading: Reading, noun: number): NamedSource | undefined {
  const { at } = reading;
  const keys = nameKeys(at(noun));
  let next = noun + 1;
  const isEntitled = isEntitling(at(next)) || reading.gapBefore(next).includes(':');
  if (isEntitling(at(next))) next += 1;
  const title = quotedTitleAt(reading, next) ?? titleAt(reading, next);
  if (title && reading.catalogue.filter(title.filter).length > 0) return title;
  let source = next;
  while (['الذي', 'التي', 'ما'].includes(at(source))) source += 1;
  const isPublished = isPublishing(at(source));
  if (isPublished) source += 1;
  const publisher = publisherAt(reading, source, nameKeys(at(source)));
  if (publisher) return publisher;
  const isTitled = keys.some((key) => TITLED_NOUNS.has(key)) || isEntitled;
  if (title && isTitled) return title;
  const isOfATime = isPublished || keys.some((key) => ARTICLE_PLURALS.has(key) && key !== 'تقارير');
  return isOfATime ? dateAt(reading, source) : undefined;
}

/** «What did … say about», «what … wrote». A publisher of whom it is asked when it published does something, and is no source. */
function sayingAt(reading: Reading, position: number): Source | undefined {
  const { at, previous } = reading;
  const verb = isRelativeSaying(reading, position) && at(position) === 'ما' ? position + 1 : position;
  const isRelative = isRelativeSaying(reading, verb) && asksWhat(reading, verb);
  if (!isRelative && !isSaying(at(verb))) return undefined;
  // «قال للجزيرة» is what somebody told it, and may stand anywhere.
  const named =
    publisherAt(reading, verb + 1, [at(verb + 1).replace(/^ال/u, '')]) ??
    (previous?.publisher === undefined ? undefined : laterAt(reading, verb + 1, previous.publisher));
  if (named === undefined) return undefined;
  const asking = at(verb - 1);
  const tells = isTelling(at(verb)) && ['هل', 'كم', 'وهل', 'وكم', 'بكم'].includes(asking);
  const describes = DESCRIBING_VERBS.has(at(verb)) && isQuestionWord(asking);
  if (!isRelative && !tells && !describes && !endsClause(reading, named.end)) return undefined;
  if (isPublishing(at(verb)) && !isRelative && !asksWhat(reading, verb)) return undefined;
  return { ...named, start: position };
}

/** «What was published in September about …». */
function publishedAt(reading: Reading, position: number): Source | undefined {
  if (!isPublishing(reading.at(position)) || !asksWhat(reading, position)) return undefined;
  const dates = dateAt(reading, position + 1);
  return dates && endsClause(reading, dates.end) ? { ...dates, start: position } : undefined;
}

/** «ما نشرته», «ذكرته»: what somebody published, told. */
function isRelativeSaying({ at }: Reading, position: number): boolean {
  const verb = at(position) === 'ما' ? at(position + 1) : at(position);
  return verb.endsWith('ه') && isSaying(verb.slice(0, -1));
}

/** Whether the very thing that was published is asked for; «the film that … showed» is but a film. */
function asksWhat({ at }: Reading, verb: number): boolean {
  return WHAT.has(at(verb - 1) === 'الذي' ? at(verb - 2) : at(verb - 1));
}

/** Whether what was said comes next, or nothing does. */
function endsClause(reading: Reading, position: number): boolean {
  const isLast = position >= reading.words.length;
  return isLast || TOPIC_WORDS.has(reading.at(position)) || /[؟?!،,؛;:]/u.test(reading.gapBefore(position));
}

/**
 * With the time named at the very beginning, before the question word («In September, what did … say?»), and with the
 * conjunction that leads to what was said («… that»).
 */
function widened(source: Source, { dates, at }: Reading): Source {
  let before = source.start;
  while (before > 0 && (isQuestionWord(at(before - 1)) || at(before - 1) === 'الذي')) before -= 1;
  const end = ['ان', 'بان'].includes(at(source.end)) ? source.end + 1 : source.end;
  const first = source.filter.published === undefined ? dates.phraseAt(0) : undefined;
  if (first === undefined || first.end !== before) return { ...source, end };
  return { ...source, end, filter: { ...source.filter, published: first.dates }, leading: first.end };
}

/** The question without the words that name its source, and the marks that go with them. */
function withoutWords({ question, words }: Reading, { start, end, leading = 0 }: Source): string {
  const before = question.slice(words[leading]?.start ?? 0, words[start]?.start).replace(/[«"“(\s،,]+$/u, '');
  const after = question.slice(words[end - 1]?.end ?? question.length).replace(/^[»"”)\s،,:]+/u, '');
  const text = `${before} ${after}`.trim().replace(/\s+(?=[؟?!.])/gu, '');
  return splitWords(text).every(({ folded }) => isQuestionWord(folded) || folded === 'الذي') ? '' : text;
}
