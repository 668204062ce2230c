import type { Candidate } from '../candidate.ts';
import type { FeatureGroup } from './feature.ts';

/** Pairs of the question's neighbouring terms that stand within `reach` words of one another, by their rarity. */
function pairs({ question, matches, rarities, totalRarity }: Candidate, reach: number): number {
  let sum = 0;
  for (let term = 1; term < question.terms.length; term++) {
    const first = matches.position[term - 1] ?? -1;
    const second = matches.position[term] ?? -1;
    if (first < 0 || second < 0 || first === second || Math.abs(second - first) > reach) continue;
    const strength = (matches.spelt[term - 1] ?? 0) * (matches.spelt[term] ?? 0);
    sum += (strength * ((rarities[term - 1] ?? 0) + (rarities[term] ?? 0))) / 2;
  }
  return sum / totalRarity;
}

/** Words between the first and the last match for each match. */
function spread({ matches }: Candidate): number {
  const positions = [...matches.position].filter((position) => position >= 0);
  if (positions.length < 2) return 0;
  return (Math.max(...positions) - Math.min(...positions)) / positions.length;
}

/** Where and how close together the matches stand. */
export const orderFeatures: FeatureGroup = {
  'adjacent pairs': (candidate) => pairs(candidate, 1),
  'near pairs': (candidate) => pairs(candidate, 3),
  'loose pairs': (candidate) => pairs(candidate, 8),
  'spread of matches': spread,
  'first match': ({ matches, wordCount }) => {
    const positions = [...matches.position].filter((position) => position >= 0);
    return positions.length === 0 ? 1 : Math.min(...positions) / Math.max(1, wordCount);
  },
  length: ({ wordCount }) => Math.log(1 + wordCount),
  'new words': ({ contentCount, matches }) =>
    Math.log(1 + Math.max(0, contentCount - matches.position.filter((position) => position >= 0).length)),
  'is first': ({ place }) => (place === 0 ? 1 : 0),
  place: ({ place }) => Math.log(1 + place),
  'continues a speaker': ({ continues }) => (continues ? 1 : 0),
};
