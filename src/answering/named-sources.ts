import { isFunctionWord } from '../arabic/function-words.ts';
import type { Lexicon } from '../arabic/lexicon.ts';
import { splitWords, type Word } from '../arabic/words.ts';
import type { ArticleCatalogue, ArticleFilter } from './article-catalogue.ts';
import { createDateReader, type DateReader } from './date-reader.ts';
import { isPublishing } from './source-cues.ts';

export interface ReadScopeOptions {
  readonly question: string;
  readonly catalogue: Pick<ArticleCatalogue, 'publishers' | 'filter'>;
  readonly lexicon: Pick<Lexicon, 'entitiesIn'>;
  readonly today: Date;
  /** What the question before was limited to, where this one leans on it: «And what did it say in October?». */
  readonly previous?: ArticleFilter | undefined;
}

/** A question taken apart. */
export interface Reading extends ReadScopeOptions {
  readonly words: readonly Word[];
  readonly dates: DateReader;
  /** The folded word at a position; empty beyond the ends. */
  at(position: number): string;
  /** What stands between the word before a position and that at it. */
  gapBefore(position: number): string;
}

/** A publisher, an article or a time that is named, up to a word (exclusive). */
export interface NamedSource {
  readonly filter: ArticleFilter;
  readonly end: number;
}

/** Takes a question apart, to be looked through for what it names. */
export function readWords(options: ReadScopeOptions): Reading {
  const { question, lexicon, today } = options;
  const words = splitWords(question);
  return {
    ...options,
    words,
    dates: createDateReader({ text: question, words, lexicon, today }),
    at: (position) => words[position]?.folded ?? '',
    gapBefore: (position) =>
      question.slice(words[position - 1]?.end ?? 0, words[position]?.start ?? question.length),
  };
}

/** A publisher, and right behind it when it published. */
export function publisherAt(
  reading: Reading,
  position: number,
  first?: readonly string[],
): NamedSource | undefined {
  const named = reading.catalogue.publishers.namedAt(reading.words, position, first && { first });
  if (named === undefined) return undefined;
  const next = isPublishing(reading.at(named.end)) ? named.end + 1 : named.end;
  const dates = reading.dates.phraseAt(next);
  const { name: publisher } = named.publisher;
  if (dates === undefined) return { filter: { publisher }, end: named.end };
  return { filter: { publisher, published: dates.dates }, end: dates.end };
}

/** When the publisher spoken of before published. */
export function laterAt(reading: Reading, position: number, publisher: string): NamedSource | undefined {
  const dates = dateAt(reading, position);
  return dates && { ...dates, filter: { publisher, ...dates.filter } };
}

/** A time, and of whom it is does not matter. */
export function dateAt({ dates }: Reading, position: number): NamedSource | undefined {
  const phrase = dates.phraseAt(position);
  return phrase && { filter: { published: phrase.dates }, end: phrase.end };
}

const QUOTED = /[«"“](?<title>[^«»"“”]+)[»"”]/gu;

/** The words between quotation marks that begin right here. */
export function quotedTitleAt({ question, words }: Reading, position: number): NamedSource | undefined {
  const first = words[position];
  if (first === undefined) return undefined;
  for (const { index, 0: quoted, groups } of question.matchAll(QUOTED)) {
    const end = index + quoted.length;
    const isHere = index <= first.start && first.start < end && (words[position - 1]?.end ?? 0) <= index;
    if (!isHere) continue;
    const after = words.findIndex(({ start }) => start >= end);
    const title = groups?.title?.trim() ?? '';
    return { filter: { title }, end: after === -1 ? words.length : after };
  }
  return undefined;
}

/** The words of a title are at least so many; fewer are a topic. */
const SHORTEST_TITLE = 2;

/** As many words from here on as stand side by side in a title. */
export function titleAt({ question, words, catalogue }: Reading, position: number): NamedSource | undefined {
  let found: NamedSource | undefined;
  // «an article about the river» is not the article «Notes about the river».
  if (isFunctionWord(words[position]?.folded ?? '')) return undefined;
  for (let end = position + SHORTEST_TITLE; end <= words.length; end++) {
    const title = question.slice(words[position]?.start, words[end - 1]?.end);
    if (catalogue.filter({ title }).length === 0) break;
    found = { filter: { title }, end };
  }
  return found;
}
