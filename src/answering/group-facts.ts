import type { Lexicon } from '../arabic/lexicon.ts';
import type { ArticleSummary } from '../corpus/article.ts';
import type { RankedPassage } from '../retrieval/ranked-passage.ts';
import { newestFirst } from './publication-dates.ts';
import { type ComparedSentence, compareBy, isSameFact } from './same-fact.ts';

/** A passage, and those of other articles that say the same. */
export interface Fact {
  readonly passage: RankedPassage;
  /** Newest first, one of each article. */
  readonly alsoIn: readonly RankedPassage[];
}

export interface GroupFactsOptions {
  /** Best first. */
  readonly ranked: readonly RankedPassage[];
  /** How many facts to gather at most. */
  readonly count: number;
  readonly articles: ReadonlyMap<string, Pick<ArticleSummary, 'published'>>;
  readonly lexicon: Pick<Lexicon, 'entitiesIn' | 'relatedness'>;
  /** Whether a newer sentence may stand first of all, in place of the best: where that holds a short answer, it must too. */
  readonly mayLead: (newer: RankedPassage) => boolean;
  /**
   * How likely a sentence must be to answer, as a ratio of odds: a further fact against the best of all, and a newer
   * sentence against the best of its fact.
   */
  readonly leastOdds: number;
}

/** Sentences that are compared: those further down hardly say what the first ones say. */
const MOST_COMPARED = 24;

/** The first facts among ranked passages: what several articles say stands there once, in the words of the newest. */
export function groupFacts({
  ranked,
  count,
  articles,
  lexicon,
  mayLead,
  leastOdds,
}: GroupFactsOptions): Fact[] {
  const compared = ranked.slice(0, MOST_COMPARED);
  const isLikely = (each: RankedPassage, best = ranked[0]) =>
    best !== undefined && Math.exp(each.score - best.score) >= leastOdds;
  const sentences = new Map<RankedPassage, ComparedSentence>();
  const sentenceOf = (ranked: RankedPassage) => {
    const known = sentences.get(ranked) ?? compareBy(ranked.passage.text, lexicon);
    sentences.set(ranked, known);
    return known;
  };
  const dayOf = ({ passage }: RankedPassage) => articles.get(passage.article)?.published ?? '';

  const facts: Fact[] = [];
  const grouped = new Set<RankedPassage>();
  for (const best of ranked) {
    if (facts.length >= count || !isLikely(best)) break;
    if (grouped.has(best)) continue;
    const isFirst = facts.length === 0;
    const said = new Map([[best.passage.article, best]]);
    for (const other of compared) {
      if (grouped.has(other) || said.has(other.passage.article)) continue;
      if (isSameFact(sentenceOf(best), sentenceOf(other), lexicon)) said.set(other.passage.article, other);
    }
    const all = [...said.values()].sort((left, right) => newestFirst(dayOf(left), dayOf(right)));
    const canStand = (each: RankedPassage) =>
      each === best || (isLikely(each, best) && dayOf(each) > dayOf(best) && (!isFirst || mayLead(each)));
    const passage = all.find(canStand) ?? best;
    for (const each of all) grouped.add(each);
    facts.push({ passage, alsoIn: all.filter((each) => each !== passage) });
  }
  return facts;
}
