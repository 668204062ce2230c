import type { Candidate, Neighbour } from '../candidate.ts';
import type { TermMatches } from '../term-matching.ts';
import { coverage, type FeatureGroup } from './feature.ts';

const SATURATION = 1.2;
const LENGTH_PENALTY = 0.5;
const USUAL_LENGTH = 24;

type Strengths = 'exact' | 'related' | 'spelt' | 'similar';

/** BM25 with strengths for frequencies: a term counts once, and less in a long passage. */
function score(candidate: Candidate, kind: Strengths): number {
  const { rarities, matches, wordCount } = candidate;
  const norm = SATURATION * (1 - LENGTH_PENALTY + (LENGTH_PENALTY * wordCount) / USUAL_LENGTH);
  let sum = 0;
  for (let term = 0; term < rarities.length; term++) {
    const strength = matches[kind][term] ?? 0;
    if (strength > 0) sum += ((rarities[term] ?? 0) * strength * (SATURATION + 1)) / (strength + norm);
  }
  return sum;
}

const covered = (candidate: Candidate, kind: Strengths) =>
  coverage(candidate, (term) => candidate.matches[kind][term] ?? 0);

/** Coverage by the candidate and some of its neighbours together, each neighbour's strengths scaled down. */
function coveredWith(
  candidate: Candidate,
  neighbours: readonly Neighbour[],
  kind: Strengths,
  scale: (distance: number) => number,
): number {
  const { rarities, totalRarity } = candidate;
  const own = candidate.matches[kind];
  let sum = 0;
  for (let term = 0; term < rarities.length; term++) {
    let best = own[term] ?? 0;
    for (let index = 0; index < neighbours.length; index++) {
      const strength = neighbours[index]?.matches[kind][term] ?? 0;
      if (strength > 0) best = Math.max(best, scale(index + 1) * strength);
    }
    sum += (rarities[term] ?? 0) * best;
  }
  return sum / totalRarity;
}

/** The rarest term's strength, and the mass of what is missing, by how rare the missing terms are. */
function rarestMissing({ rarities, matches }: Candidate): number {
  let missing = 0;
  for (let term = 0; term < rarities.length; term++) {
    missing = Math.max(missing, (rarities[term] ?? 0) * (1 - (matches.spelt[term] ?? 0)));
  }
  return missing;
}

/** Where a speaker goes on, the sentence that named the speaker counts as part of what is said. */
function withSpeaker(candidate: Candidate): number {
  const { before, continues } = candidate;
  if (!continues) return covered(candidate, 'spelt');
  const named = before.findIndex((neighbour) => !neighbour.continues);
  return coveredWith(
    candidate,
    before.slice(0, named === -1 ? before.length : named + 1),
    'spelt',
    () => 0.9,
  );
}

const strongest = (matches: TermMatches, kind: Strengths, index: number) =>
  index < 0 ? 0 : (matches[kind][index] ?? 0);
const same = () => 1;

/** Which of the question's words the candidate and its surroundings hold. */
export const wordFeatures: FeatureGroup = {
  'score exact': (candidate) => score(candidate, 'exact'),
  'score related': (candidate) => score(candidate, 'related'),
  'score spelt': (candidate) => score(candidate, 'spelt'),
  'score similar': (candidate) => score(candidate, 'similar'),
  'coverage exact': (candidate) => covered(candidate, 'exact'),
  'coverage related': (candidate) => covered(candidate, 'related'),
  'coverage spelt': (candidate) => covered(candidate, 'spelt'),
  'coverage similar': (candidate) => covered(candidate, 'similar'),
  'coverage with one before': (candidate) =>
    coveredWith(candidate, candidate.before.slice(0, 1), 'spelt', same),
  'coverage with one after': (candidate) =>
    coveredWith(candidate, candidate.after.slice(0, 1), 'spelt', same),
  'coverage with two before': (candidate) =>
    coveredWith(candidate, candidate.before.slice(0, 2), 'spelt', same),
  'coverage of surroundings': (candidate) =>
    coveredWith(candidate, [...candidate.before, ...candidate.after], 'spelt', same),
  'coverage of paragraph': (candidate) =>
    coveredWith(
      candidate,
      [...candidate.before, ...candidate.after].filter(({ sameParagraph }) => sameParagraph),
      'spelt',
      same,
    ),
  'similar with one before': (candidate) =>
    coveredWith(candidate, candidate.before.slice(0, 1), 'similar', same),
  'similar with one after': (candidate) =>
    coveredWith(candidate, candidate.after.slice(0, 1), 'similar', same),
  'decayed coverage before': (candidate) =>
    coveredWith(candidate, candidate.before, 'spelt', (distance) => 0.8 ** distance),
  'decayed coverage after': (candidate) =>
    coveredWith(candidate, candidate.after, 'spelt', (distance) => 0.8 ** distance),
  'coverage with the speaker': withSpeaker,
  'rarest missing': rarestMissing,
  'terms missing': ({ matches }) => matches.spelt.filter((strength) => strength < 0.3).length,
  'surely similar': (candidate) =>
    coverage(candidate, (term) => ((candidate.matches.similar[term] ?? 0) > 0.6 ? 1 : 0)),
  'coverage of names': ({ question, matches, rarities }) => {
    let total = 0;
    let held = 0;
    for (const [index, term] of question.terms.entries()) {
      if (!term.isEntity && !term.isUnknown) continue;
      total += rarities[index] ?? 0;
      held += (rarities[index] ?? 0) * (matches.spelt[index] ?? 0);
    }
    return total === 0 ? 0.5 : held / total;
  },
  'coverage of the rest': ({ question, matches, rarities }) => {
    let total = 0;
    let held = 0;
    for (const [index, term] of question.terms.entries()) {
      if (term.isEntity || term.isUnknown) continue;
      total += rarities[index] ?? 0;
      held += (rarities[index] ?? 0) * (matches.spelt[index] ?? 0);
    }
    return total === 0 ? 0.5 : held / total;
  },
  'coverage of numbers': ({ question, matches }) => {
    const numbers = question.terms.flatMap(({ isNumber }, index) =>
      isNumber ? [matches.related[index] ?? 0] : [],
    );
    return numbers.length === 0 ? 0.5 : numbers.reduce((sum, strength) => sum + strength, 0) / numbers.length;
  },
  'head held': ({ question, matches }) => strongest(matches, 'spelt', question.headTerm),
  'head similar': ({ question, matches }) => strongest(matches, 'similar', question.headTerm),
  'last term held': ({ question, matches }) => strongest(matches, 'spelt', question.terms.length - 1),
  'first term held': ({ question, matches }) =>
    strongest(matches, 'spelt', question.terms.length === 0 ? -1 : 0),
};
