import type { Candidate } from '../candidate.ts';

/** How strongly each term is held by any of the candidates. */
function anywhere(candidates: readonly Candidate[], kind: 'spelt' | 'similar' | 'exact'): Float32Array {
  const [first] = candidates;
  const strengths = new Float32Array(first?.rarities.length ?? 0);
  for (const { matches } of candidates) {
    for (let term = 0; term < strengths.length; term++) {
      strengths[term] = Math.max(strengths[term] ?? 0, matches[kind][term] ?? 0);
    }
  }
  return strengths;
}

/** Names, in order, of what `poolFeatures` gives. */
export const poolFeatureNames: readonly string[] = [
  'held anywhere',
  'exact anywhere',
  'similar anywhere',
  'rarest missing anywhere',
  'terms missing anywhere',
  'names missing anywhere',
  'share of names missing',
  'entities missing anywhere',
  'numbers missing anywhere',
  'head missing anywhere',
  'rest missing anywhere',
  'candidates',
  'has names',
];

/** What the candidates hold of the question all together: what none of them holds, the corpus most likely lacks. */
export function poolFeatures(candidates: readonly Candidate[]): Float32Array {
  const [first] = candidates;
  if (first === undefined) return new Float32Array(poolFeatureNames.length);
  const { question, rarities, totalRarity } = first;
  const spelt = anywhere(candidates, 'spelt');
  const exact = anywhere(candidates, 'exact');
  const similar = anywhere(candidates, 'similar');
  const covered = (strengths: Float32Array) =>
    strengths.reduce((sum, strength, term) => sum + strength * (rarities[term] ?? 0), 0) / totalRarity;
  const missing = (applies: (term: number) => boolean) =>
    rarities.reduce(
      (sum, rarity, term) => (applies(term) ? sum + rarity * (1 - (spelt[term] ?? 0)) : sum),
      0,
    );
  const present = (applies: (term: number) => boolean) =>
    rarities.reduce((sum, rarity, term) => (applies(term) ? sum + rarity : sum), 0);
  const isName = (term: number) =>
    question.terms[term]?.isUnknown === true || question.terms[term]?.isEntity === true;
  return Float32Array.of(
    covered(spelt),
    covered(exact),
    covered(similar),
    rarities.reduce((worst, rarity, term) => Math.max(worst, rarity * (1 - (spelt[term] ?? 0))), 0),
    spelt.filter((strength) => strength < 0.3).length,
    missing(isName),
    missing(isName) / Math.max(1e-6, present(isName)),
    missing((term) => question.terms[term]?.isEntity === true),
    missing((term) => question.terms[term]?.isNumber === true),
    question.headTerm < 0 ? 0 : 1 - (spelt[question.headTerm] ?? 0),
    missing((term) => !isName(term)) / totalRarity,
    Math.log(1 + candidates.length),
    present(isName) > 0 ? 1 : 0,
  );
}
