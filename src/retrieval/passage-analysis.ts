import { isFunctionWord } from '../arabic/function-words.ts';
import type { EntityMention, Lexicon } from '../arabic/lexicon.ts';
import { findNumbers, type NumberMention } from '../arabic/numbers.ts';
import { root } from '../arabic/root.ts';
import { stem } from '../arabic/stem.ts';
import { splitWords, type Word } from '../arabic/words.ts';
import type { Occurrence } from '../indexing/passage-analyser.ts';
import { findTypedSpans, type TypedSpan } from './typed-spans.ts';
import { continuingVerbs } from './word-lists.ts';

/** A word of a passage or question with all that matching needs. */
export interface PassageWord extends Word {
  readonly stem: string;
  readonly isFunction: boolean;
  /** What stands between the word before and this one. */
  readonly afterMark: string;
  /** Whether a comma, bracket, quotation mark or the like stands there. */
  readonly afterStop: boolean;
}

/** A passage taken apart. Depends on the passage's text and the lexicon alone, so it may be kept. */
export interface PassageAnalysis {
  readonly text: string;
  readonly words: readonly PassageWord[];
  /** Positions of the words that are not function words. */
  readonly content: readonly number[];
  /** First occurrence of every stem, `√root`, `#number` and `@entity`. */
  readonly keys: ReadonlyMap<string, Occurrence>;
  readonly entities: readonly EntityMention[];
  readonly numbers: readonly NumberMention[];
  readonly spans: readonly TypedSpan[];
  /** Whether it goes on from a speaker named before: «وأضاف …». */
  readonly continues: boolean;
}

/** Splits, folds and stems a text's words. */
export function analyseWords(text: string): PassageWord[] {
  let previousEnd = 0;
  return splitWords(text).map((word) => {
    const afterMark = text.slice(previousEnd, word.start);
    previousEnd = word.end;
    return {
      ...word,
      stem: stem(word.folded),
      isFunction: isFunctionWord(word.folded),
      afterMark,
      afterStop: /[^\s/\u0640]/u.test(afterMark),
    };
  });
}

/** The key that a number is matched by, however it is written. */
export const numberKey = (value: number) => `#${value}`;
/** The key that a named entity is matched by, however it is named. */
export const entityKey = (entity: string) => `@${entity}`;

/** The key that words of one family are matched by, such as أهداف and تهدف. */
export const rootKey = (stem: string) => `√${root(stem)}`;

/** Takes a passage apart. */
export function analysePassage(text: string, lexicon: Lexicon): PassageAnalysis {
  const words = analyseWords(text);
  const entities = lexicon.entitiesIn(words);
  const keys = new Map<string, Occurrence>();
  const note = (key: string, position: number, weight: number) => {
    if (weight > (keys.get(key)?.weight ?? 0)) keys.set(key, { position, weight });
  };
  for (const [position, word] of words.entries()) {
    note(word.stem, position, 1);
    if (!word.isFunction) note(rootKey(word.stem), position, 1);
  }
  for (const { entity, start, weight } of entities) note(entityKey(entity), start, weight);
  const numbers = findNumbers(words);
  for (const { value, start } of numbers) note(numberKey(value), start, 1);
  const mentioned = (kinds: readonly string[]) => (_: readonly PassageWord[], position: number) => {
    const mention = entities.find(({ kind, start }) => start === position && kinds.includes(kind));
    return mention === undefined ? 0 : mention.end - mention.start;
  };
  const spans = findTypedSpans(words, {
    placeAt: mentioned(['country', 'territory', 'region', 'city']),
    personAt: mentioned(['leader']),
  });
  return {
    text,
    words,
    content: [...words.keys()].filter((position) => words[position]?.isFunction === false),
    keys,
    entities,
    numbers,
    spans,
    continues: words.slice(0, 2).some(({ folded }) => continuingVerbs.has(folded)),
  };
}
