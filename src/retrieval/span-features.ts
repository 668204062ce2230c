import type { AnswerType } from './answer-type.ts';
import type { Background } from './background.ts';
import type { Candidate } from './candidate.ts';
import { nearness } from './features/type-features.ts';
import type { PassageWord } from './passage-analysis.ts';
import type { Reading } from './reader/reading.ts';
import type { TypedSpan } from './typed-spans.ts';
import * as lists from './word-lists.ts';

/** Words `[first, last]` of a candidate's passage. */
export interface WordRange {
  readonly first: number;
  readonly last: number;
}

const LONGEST_SPAN = 8;

const groups: Readonly<Record<string, readonly AnswerType[]>> = {
  date: ['date'],
  duration: ['duration'],
  amount: ['number', 'money', 'percent'],
  person: ['person'],
  organisation: ['organisation'],
  place: ['place'],
  reason: ['reason', 'manner'],
  thing: ['thing', 'definition', 'quotation', 'list'],
};
const groupNames = Object.keys(groups);
const typedNames = ['date', 'duration', 'amount', 'person', 'organisation', 'place'];

/** Names of the numbers that describe a span, in order. */
export const spanFeatureNames: readonly string[] = [
  ...groupNames.map((name) => `asks for ${name}`),
  ...typedNames.flatMap((name) => [
    `is ${name}`,
    `overlaps ${name}`,
    `is ${name} as asked`,
    `overlaps ${name} as asked`,
  ]),
  ...groupNames.map((name) => `length if ${name}`),
  'one word',
  'two words',
  'length',
  'nearness of matches',
  'distance to the nearest match',
  'matches before it',
  'share said in the question',
  'share of names',
  'share of function words',
  'begins with a function word',
  'ends with a function word',
  'begins with the article',
  'begins with a digit',
  'holds a digit',
  'holds a digit as asked',
  'after a stop',
  'before a stop',
  'after a bracket',
  'crosses stops',
  'after a preposition',
  'after a preposition, place',
  'begins with a preposition',
  'after a place word',
  'begins with a place word, place',
  'after a title',
  'after a title, person',
  'begins with a title, person',
  'after a saying verb',
  'after a saying verb, person',
  'begins with a reason word, reason',
  'after a reason word, reason',
  'after the head',
  'before the head',
  'holds the head',
  'counts the head',
  'near the first match',
  'near the last match',
  'place in the sentence',
  'after a match',
  'before a match',
  'before a function word',
  'before a conjoined word',
  'conjoined words inside',
  'verbs inside',
  'begins with a verb',
  'before a verb',
  'article, person',
  'given names, person',
  'begins with a given name, person',
  'title shortly before, person',
  'after a nationality word, person',
  'rarity of words',
  'rarity of words, person',
  'matches close by, all of one side',
  'share of the sentence',
  'share of names, person',
  'after a match, person',
  'before a match, person',
  'names to the edges, person',
  'holds a digit, not as asked',
  'read: chance',
  'read: chance against the best',
  'read: begins',
  'read: ends',
  'read: here',
];

/** All spans of a passage that could be an answer: short, and neither beginning nor ending in what the question says. */
export function possibleSpans({ analysis, question, matches }: Candidate): WordRange[] {
  const { words } = analysis;
  const said = saidPositions({ question, matches });
  const mostStops = question.expectation.types.has('list') ? 2 : 0;
  const ranges: WordRange[] = [];
  for (let first = 0; first < words.length; first++) {
    if (words[first]?.isFunction && !lists.reasonCues.has(words[first]?.folded ?? '')) continue;
    let stops = 0;
    for (let last = first; last < Math.min(words.length, first + LONGEST_SPAN); last++) {
      if (last > first && words[last]?.afterStop) stops += 1;
      if (stops > mostStops) break;
      if (words[last]?.isFunction || (first === last && said.has(first))) continue;
      ranges.push({ first, last });
    }
  }
  return ranges;
}

function saidPositions({ question, matches }: Pick<Candidate, 'question' | 'matches'>): Set<number> {
  return new Set(
    question.terms.flatMap((_, term) =>
      (matches.related[term] ?? 0) >= 0.6 ? [matches.position[term] ?? -1] : [],
    ),
  );
}

export interface SpanFeatureOptions {
  readonly candidate: Candidate;
  readonly ranges: readonly WordRange[];
  readonly reading: Reading;
  readonly background: Background;
}

/** Describes the spans of one candidate, each by a vector in the order of `spanFeatureNames`. */
export function spanFeatures({ candidate, ranges, reading, background }: SpanFeatureOptions): Float32Array[] {
  const { question, analysis, matches } = candidate;
  const { words } = analysis;
  const asked = groupNames.map((name) =>
    Math.max(0, ...(groups[name] ?? []).map((type) => question.expectation.types.get(type) ?? 0)),
  );
  const asks = Object.fromEntries(groupNames.map((name, group) => [name, asked[group] ?? 0]));
  const typed = Object.fromEntries(
    typedNames.map((name) => [name, analysis.spans.filter(({ type }) => groups[name]?.includes(type))]),
  );
  const said = saidPositions(candidate);
  const matched = [...said].filter((position) => position >= 0).sort((left, right) => left - right);
  const head =
    question.headTerm >= 0 && (matches.spelt[question.headTerm] ?? 0) > 0.5
      ? (matches.position[question.headTerm] ?? -1)
      : -1;
  const isName = words.map(({ stem, isFunction }) => !isFunction && !background.knows(stem));

  const rarities = words.map(({ stem, isFunction }) => (isFunction ? 0 : -Math.log(background.share(stem))));
  const rarity = ({ first, last }: WordRange) =>
    rarities.slice(first, last + 1).reduce((sum, value) => sum + value, 0) / (last - first + 1);

  return ranges.map((range) => {
    const { first, last } = range;
    const length = last - first + 1;
    const begin = words[first];
    const before = words[first - 1];
    const after = words[last + 1];
    const share = (test: (position: number) => boolean) => {
      let count = 0;
      for (let at = first; at <= last; at++) if (test(at)) count += 1;
      return count / length;
    };
    const within = (test: (word: PassageWord) => boolean) =>
      share((at) => words[at] !== undefined && test(words[at]));
    const digit = within(({ folded }) => /[0-9]/.test(folded));
    const nearest = matched.reduce(
      (best, position) => Math.min(best, Math.max(first - position, position - last, 0)),
      20,
    );
    const stopBefore = first === 0 || begin?.afterStop === true;
    const stopAfter = after === undefined || after.afterStop;
    const isPlaceWord = lists.placeCues.has(begin?.folded ?? '') ? 1 : 0;
    const isTitle = lists.personTitles.has(begin?.folded ?? '') ? 1 : 0;
    const flag = (value: boolean) => (value ? 1 : 0);
    const inList = (list: ReadonlySet<string>, word: PassageWord | undefined) =>
      flag(word !== undefined && list.has(word.folded));
    const saidBefore = Math.max(
      inList(lists.sayingVerbs, before),
      inList(lists.sayingVerbs, words[first - 2]),
    );
    const asksAmount = Math.max(asks.amount ?? 0, asks.date ?? 0, asks.duration ?? 0);
    return new Float32Array([
      ...asked,
      ...typedNames.flatMap((name) => {
        const { equal, overlap } = fitWith(range, typed[name] ?? []);
        return [equal, overlap, equal * (asks[name] ?? 0), overlap * (asks[name] ?? 0)];
      }),
      ...asked.map((weight) => weight * Math.log(length)),
      flag(length === 1),
      flag(length === 2),
      Math.log(length),
      nearness(candidate, range),
      Math.log(1 + nearest),
      matched.filter((position) => position < first).length / Math.max(1, matched.length),
      share((at) => said.has(at)),
      share((at) => isName[at] ?? false),
      within(({ isFunction }) => isFunction),
      flag(begin?.isFunction === true),
      flag(words[last]?.isFunction === true),
      flag(/^(?:ال|لل)/.test(begin?.folded ?? '')),
      flag(/^[0-9]/.test(begin?.folded ?? '')),
      digit,
      digit * asksAmount,
      flag(stopBefore),
      flag(stopAfter),
      flag(/[([«"“]/.test(begin?.afterMark ?? '')),
      share((at) => at > first && words[at]?.afterStop === true) * length,
      inList(lists.placePrepositions, before),
      inList(lists.placePrepositions, before) * (asks.place ?? 0),
      flag(/^[بل](?:ال)?\p{L}{3}/u.test(begin?.folded ?? '')),
      inList(lists.placeCues, before),
      isPlaceWord * (asks.place ?? 0),
      inList(lists.personTitles, before),
      inList(lists.personTitles, before) * (asks.person ?? 0),
      isTitle * (asks.person ?? 0),
      saidBefore,
      saidBefore * (asks.person ?? 0),
      inList(lists.reasonCues, begin) * (asks.reason ?? 0),
      inList(lists.reasonCues, before) * (asks.reason ?? 0),
      flag(head >= 0 && head === first - 1),
      flag(head >= 0 && head === last + 1),
      flag(head >= first && head <= last),
      flag(head >= first && head <= last && digit > 0) * (asks.amount ?? 0),
      closeness(matched[0], range),
      closeness(matched.at(-1), range),
      first / Math.max(1, words.length),
      flag(said.has(first - 1)),
      flag(said.has(last + 1)),
      flag(after?.isFunction === true),
      flag(isConjoined(after)),
      share((at) => at > first && isConjoined(words[at])),
      within(isVerb),
      flag(begin !== undefined && isVerb(begin)),
      flag(after !== undefined && isVerb(after)),
      within(({ folded }) => /^(?:ال|لل)/.test(folded)) * (asks.person ?? 0),
      within(({ folded }) => lists.givenNames.has(folded)) * (asks.person ?? 0),
      inList(lists.givenNames, begin) * (asks.person ?? 0),
      Math.max(...[2, 3, 4].map((distance) => inList(lists.personTitles, words[first - distance]))) *
        (asks.person ?? 0),
      flag(/^(?:ال).+ي(?:ه)?$/u.test(before?.folded ?? '')) * (asks.person ?? 0),
      rarity(range),
      rarity(range) * (asks.person ?? 0),
      matched.filter((position) => position > last && position <= last + 4).length -
        matched.filter((position) => position < first && position >= first - 4).length,
      length / Math.max(1, words.length),
      share((at) => isName[at] ?? false) * (asks.person ?? 0),
      flag(said.has(first - 1)) * (asks.person ?? 0),
      flag(said.has(last + 1)) * (asks.person ?? 0),
      flag((stopBefore || said.has(first - 1)) && (stopAfter || after?.isFunction === true)) *
        (asks.person ?? 0),
      digit * (1 - Math.min(1, asksAmount)),
      reading.logChance(range),
      reading.logChance(range) - reading.best,
      reading.logBegins(first),
      reading.logEnds(last),
      reading.here,
    ]);
  });
}

const isConjoined = (word: PassageWord | undefined) =>
  word !== undefined && /^و\p{L}{3}/u.test(word.folded) && word.stem[0] !== 'و';

/** Present-tense verbs by their person letter, and verbs of saying; a guess. */
const isVerb = ({ folded }: PassageWord) =>
  /^[وف]?س?[يت]\p{L}{3,}$/u.test(folded) || lists.sayingVerbs.has(folded);

/** How well a span fits the typed ones: whether it is one of them, and the largest share it has in common with one. */
function fitWith(
  { first, last }: WordRange,
  spans: readonly TypedSpan[],
): { equal: number; overlap: number } {
  let equal = 0;
  let overlap = 0;
  for (const span of spans) {
    const shared = Math.min(last, span.last) - Math.max(first, span.first) + 1;
    if (shared <= 0) continue;
    const whole = Math.max(last, span.last) - Math.min(first, span.first) + 1;
    overlap = Math.max(overlap, (span.strength * shared) / whole);
    if (shared === whole) equal = Math.max(equal, span.strength);
  }
  return { equal, overlap };
}

function closeness(position: number | undefined, { first, last }: WordRange): number {
  if (position === undefined) return 0;
  return 1 / (1 + Math.max(first - position, position - last, 0));
}
