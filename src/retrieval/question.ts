import { toStandard } from '../arabic/dialect.ts';
import { isQuestionWord } from '../arabic/function-words.ts';
import type { Lexicon } from '../arabic/lexicon.ts';
import { findNumbers } from '../arabic/numbers.ts';
import { correctSpelling } from '../arabic/spelling.ts';
import { stem } from '../arabic/stem.ts';
import type { CorpusTerms } from '../indexing/passage-store.ts';
import { type Expectation, expectAnswer } from './answer-type.ts';
import type { Background } from './background.ts';
import { analyseWords, entityKey, numberKey, type PassageWord, rootKey } from './passage-analysis.ts';

/** A word of the question to be found in a passage. */
export interface QuestionTerm {
  readonly stem: string;
  readonly folded: string;
  /** Its position among the question's words. */
  readonly position: number;
  /** Keys of a passage that stand for the term, and how far: its stem 1, root, relatives and entities less. */
  readonly keys: ReadonlyMap<string, number>;
  /** Natural logarithm of how rare the stem is in the language at large. */
  readonly backgroundRarity: number;
  /** Whether the language at large lacks it: a name, most likely, or a misspelling. */
  readonly isUnknown: boolean;
  /** Whether it belongs to a name of the lexicon. */
  readonly isEntity: boolean;
  /** Whether it is, or is written as, a number. */
  readonly isNumber: boolean;
}

/** A question taken apart. */
export interface AnalysedQuestion {
  readonly text: string;
  /** Words of the question in standard Arabic. */
  readonly words: readonly PassageWord[];
  readonly terms: readonly QuestionTerm[];
  readonly expectation: Expectation;
  /** Index in `terms` of the noun that is counted or chosen among, or -1. */
  readonly headTerm: number;
  readonly isDialect: boolean;
}

export interface QuestionKnowledge {
  readonly lexicon: Lexicon;
  readonly background: Background;
  /** The words that can be found: what is misspelt was meant for one of them. */
  readonly corpus: CorpusTerms;
}

/** How far a word of the same root stands for a term. */
const SAME_ROOT_WEIGHT = 0.7;
/** How far another standard reading of a dialect word stands for it. */
const OTHER_READING_WEIGHT = 0.9;

/** How far a word of the corpus stands for one that is misspelt, were it sure to be meant. */
const MEANT_WEIGHT = 0.9;

/** Takes a question apart: dialect read as standard Arabic, what it asks for, and its terms with their relatives. */
export function analyseQuestion(
  text: string,
  { lexicon, background, corpus }: QuestionKnowledge,
): AnalysedQuestion {
  const reading = toStandard(text, lexicon.dialect);
  const words = analyseWords(reading.text);
  const expectation = expectAnswer(words.map(({ folded }) => folded));
  const readings = otherReadings(reading.changed.map(({ standard }) => standard));
  const entities = lexicon.entitiesIn(words);
  const numbers = findNumbers(words);
  const isHeld = (word: string) => corpus.documentFrequency(stem(word)) > 0;
  const isTerm = ({ isFunction, folded }: PassageWord, position: number) =>
    !isFunction && !expectation.asking.has(position) && !(isQuestionWord(folded) && folded !== 'من');
  const build = (word: PassageWord, position: number): QuestionTerm => {
    const keys = new Map<string, number>();
    const add = (key: string, weight: number) => {
      if (weight > (keys.get(key) ?? 0)) keys.set(key, weight);
    };
    add(word.stem, 1);
    add(rootKey(word.stem), SAME_ROOT_WEIGHT);
    for (const { stem: relative, weight } of lexicon.relatives(word.stem)) add(relative, weight);
    for (const other of readings.get(word.stem) ?? []) add(other, OTHER_READING_WEIGHT);
    if (!background.knows(word.stem)) {
      for (const { word: meant, weight } of correctSpelling(word.folded, isHeld)) {
        const meantStem = stem(meant.slice(meant.lastIndexOf(' ') + 1));
        add(meantStem, weight * MEANT_WEIGHT);
        for (const relative of lexicon.relatives(meantStem))
          add(relative.stem, weight * MEANT_WEIGHT * relative.weight);
      }
    }
    const covers = ({ start, end }: { start: number; end: number }) => start <= position && position < end;
    for (const mention of entities.filter(covers)) add(entityKey(mention.entity), mention.weight);
    for (const mention of numbers.filter(covers)) add(numberKey(mention.value), 1);
    return {
      stem: word.stem,
      folded: word.folded,
      position,
      keys,
      backgroundRarity: -Math.log(background.share(word.stem)),
      isUnknown: !background.knows(word.stem),
      isEntity: entities.some(covers),
      isNumber: numbers.some(covers),
    };
  };
  const terms = words.flatMap((word, position) => (isTerm(word, position) ? [build(word, position)] : []));
  const distinct = terms.filter(
    (term, index) => terms.findIndex((other) => other.stem === term.stem) === index,
  );
  const headTerm = distinct.findIndex(({ position }) => position === expectation.head);
  return { text, words, terms: distinct, expectation, headTerm, isDialect: reading.isDialect };
}

/** For the first standard reading of a dialect word, which the analysed text holds, the stems of the others. */
function otherReadings(changed: readonly (readonly string[])[]): Map<string, string[]> {
  const readings = new Map<string, string[]>();
  for (const [first, ...others] of changed) {
    if (first !== undefined) readings.set(stem(first), others.map(stem));
  }
  return readings;
}
