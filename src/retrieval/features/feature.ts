import type { Candidate } from '../candidate.ts';

/** One number about a candidate, finite whatever the candidate. */
export type Feature = (candidate: Candidate) => number;

/** Features by name; the order of the names is the order of the vector. */
export type FeatureGroup = Readonly<Record<string, Feature>>;

/** The rarity-weighted share of the question that the strengths cover, in [0, 1]. */
export function coverage({ rarities, totalRarity }: Candidate, strength: (term: number) => number): number {
  let sum = 0;
  for (let term = 0; term < rarities.length; term++) sum += (rarities[term] ?? 0) * strength(term);
  return sum / totalRarity;
}
