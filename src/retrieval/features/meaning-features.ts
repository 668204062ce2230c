import type { FeatureGroup } from './feature.ts';

/** How near the candidate is in meaning, by sentence vectors. */
export const meaningFeatures: FeatureGroup = {
  cosine: ({ cosine }) => cosine,
  'cosine before': ({ cosineBefore }) => cosineBefore,
  'cosine after': ({ cosineAfter }) => cosineAfter,
  'cosine of paragraph': ({ cosineParagraph }) => cosineParagraph,
};
