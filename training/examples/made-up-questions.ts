import type { Lexicon } from '../../src/arabic/lexicon.ts';
import { splitSentences } from '../../src/arabic/sentences.ts';
import { stem } from '../../src/arabic/stem.ts';
import type { AnswerType } from '../../src/retrieval/answer-type.ts';
import {
  analysePassage,
  type PassageAnalysis,
  type PassageWord,
} from '../../src/retrieval/passage-analysis.ts';

/** A question made from a sentence by taking its answer out. */
export interface MadeUpQuestion {
  readonly text: string;
  readonly analysis: PassageAnalysis;
  readonly first: number;
  readonly last: number;
  /** Another sentence of the article, which does not answer. */
  readonly other: PassageAnalysis | undefined;
}

export interface MadeUpOptions {
  readonly lexicon: Lexicon;
  /** Members of each family of near-synonyms, as written. */
  readonly families: readonly (readonly string[])[];
  readonly random: () => number;
  readonly perArticle?: number;
}

const SHORTEST_SENTENCE = 8;
const LONGEST_SENTENCE = 70;
const LONGEST_ANSWER = 8;
/** Words around an answer that a question may be made of. */
const REACH = 12;
const FEWEST_TERMS = 2;
const MOST_TERMS = 7;

/** How each type is asked for; the first ones more often than the last, which are dialect. */
const openings: Partial<Record<AnswerType, readonly string[]>> = {
  date: ['متى', 'متى', 'متى', 'في أي عام', 'في أي يوم', 'ما تاريخ', 'ما موعد', 'امتى', 'ايمتا', 'وقتاش'],
  duration: ['كم استمر', 'كم مدة', 'ما مدة', 'كم من الوقت', 'قديش'],
  number: ['كم', 'كم', 'كم عدد', 'كم بلغ عدد', 'ما عدد', 'كام', 'شحال'],
  money: ['كم بلغت قيمة', 'ما قيمة', 'بكم', 'كم تكلفة', 'ما سعر', 'كم'],
  percent: ['ما نسبة', 'كم بلغت نسبة', 'كم نسبة', 'ما معدل'],
  person: ['من', 'من', 'من', 'من هو', 'من الذي', 'مين', 'منو', 'شكون'],
  organisation: ['ما الجهة التي', 'أي جهة', 'ما المؤسسة التي', 'أي شركة', 'ما اسم'],
  place: ['أين', 'أين', 'أين', 'في أي مدينة', 'في أي مكان', 'في أي دولة', 'فين', 'وين'],
};
const otherOpenings = [
  'ما',
  'ما',
  'ما هو',
  'ما هي',
  'ماذا',
  'ماذا',
  'ما الذي',
  'بماذا',
  'عن ماذا',
  'علام',
  'أي',
  'كيف',
  'إلام',
  'شو',
  'ايش',
  'وش',
  'ايه',
];

/** Makes a maker of questions from articles. */
export function createQuestionMaker({ lexicon, families, random, perArticle = 4 }: MadeUpOptions) {
  const familyOf = new Map<string, (readonly string[])[]>();
  for (const family of families)
    for (const member of family) familyOf.set(stem(member), [...(familyOf.get(stem(member)) ?? []), family]);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];

  return (article: string): MadeUpQuestion[] => {
    const sentences = splitSentences(article).map(({ start, end }) => article.slice(start, end));
    const fit = sentences.filter((text) => {
      const { length } = text.split(/\s+/);
      return length >= SHORTEST_SENTENCE && length <= LONGEST_SENTENCE;
    });
    const made: MadeUpQuestion[] = [];
    const lead = fit[0] === undefined ? [] : contentOf(analysePassage(fit[0], lexicon));
    for (let tries = 0; tries < perArticle && fit.length > 0; tries++) {
      const analysis = analysePassage(pick(fit) ?? '', lexicon);
      const answer = chooseAnswer(analysis);
      if (answer === undefined) continue;
      const text = ask(analysis, answer, lead);
      if (text === undefined) continue;
      const others = fit.filter((other) => other !== analysis.text);
      const other = random() < 0.35 ? pick(others) : undefined;
      made.push({
        text,
        analysis,
        ...answer,
        other: other === undefined ? undefined : analysePassage(other, lexicon),
      });
    }
    return made;
  };

  function chooseAnswer({ words, spans }: PassageAnalysis) {
    const typed = spans.filter(
      ({ type, first, last, strength }) =>
        openings[type] !== undefined && strength >= 0.8 && last - first < LONGEST_ANSWER && last >= first,
    );
    if (typed.length > 0 && random() < 0.6) {
      const span = pick(typed);
      if (span !== undefined) return trimmed(words, span);
    }
    const quoted = quotation(words);
    if (quoted !== undefined && random() < 0.5) return { ...quoted, type: 'thing' as const };
    const starts = [...words.keys()].filter((at) => words[at]?.isFunction === false);
    const first = pick(starts);
    if (first === undefined) return undefined;
    const length = 1 + Math.floor(random() * random() * 6);
    let last = first;
    while (last < first + length - 1 && words[last + 1] !== undefined && !words[last + 1]?.afterStop) last++;
    while (last > first && words[last]?.isFunction) last--;
    return { first, last, type: 'thing' as const };
  }

  /** The person after a title is the answer, not what follows the name. */
  function trimmed(
    words: readonly PassageWord[],
    { type, first, last }: { type: AnswerType; first: number; last: number },
  ) {
    let end = first;
    while (end < last && !words[end + 1]?.afterStop && !words[end + 1]?.isFunction) end++;
    return {
      first,
      last: type === 'person' || type === 'place' || type === 'organisation' ? end : last,
      type,
    };
  }

  function ask(
    analysis: PassageAnalysis,
    { first, last, type }: { first: number; last: number; type: AnswerType },
    lead: readonly string[],
  ): string | undefined {
    const { words, text } = analysis;
    const near = analysis.content.filter(
      (at) => (at < first || at > last) && at >= first - REACH && at <= last + REACH,
    );
    const kept = near.filter(() => random() < 0.55).slice(0, MOST_TERMS);
    if (kept.length < FEWEST_TERMS) return undefined;
    const terms = kept.map((at) => vary(text.slice(words[at]?.start, words[at]?.end)));
    if (random() < 0.2) terms.reverse();
    const topic = random() < 0.3 ? pick(lead) : undefined;
    if (topic !== undefined) terms.push(topic);
    const opening = pick(openings[type] ?? otherOpenings) ?? 'ما';
    const counted = type === 'number' && last > first ? text.slice(words[last]?.start, words[last]?.end) : '';
    return [opening, counted, ...terms].filter(Boolean).join(' ');
  }

  function vary(word: string): string {
    const chance = random();
    if (chance < 0.3) {
      const family = pick(familyOf.get(stem(word)) ?? []);
      if (family !== undefined) return pick(family) ?? word;
    }
    if (chance > 0.85) return /^ال/.test(word) ? word.slice(2) : /^[وبل]/.test(word) ? word : `ال${word}`;
    return word;
  }
}

const contentOf = ({ content, words, text }: PassageAnalysis) =>
  content.map((at) => text.slice(words[at]?.start, words[at]?.end));

/** The first stretch in quotation marks that is short enough to be an answer. */
function quotation(words: readonly PassageWord[]): { first: number; last: number } | undefined {
  const first = words.findIndex(({ afterMark }) => /[«"“]/.test(afterMark));
  if (first < 0) return undefined;
  const length = words
    .slice(first + 1, first + LONGEST_ANSWER + 1)
    .findIndex(({ afterMark }) => /[»"”]/.test(afterMark));
  return length < 0 ? undefined : { first, last: first + length };
}
