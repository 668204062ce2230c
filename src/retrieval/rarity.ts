import type { CorpusTerms } from '../indexing/passage-store.ts';
import type { Background } from './background.ts';

/** The background counts for as many sentences as this, or for fewer in a corpus that is smaller still. */
const BACKGROUND_SENTENCES = 100;
/** In a small corpus, the background's sentences for each of its own: 0.4 of the blend is the background's. */
const BACKGROUND_PER_SENTENCE = 0.67;

/**
 * How rare a stem is, with the corpus's own counts blended with the background's, whose part shrinks as the corpus
 * grows: in fifteen sentences every word looks rare. `ln(1 + (N − n + ½) / (n + ½))` over the blended counts.
 */
export function blendedRarity(stem: string, corpus: CorpusTerms, background: Background): number {
  const borrowed = Math.min(BACKGROUND_SENTENCES, BACKGROUND_PER_SENTENCE * corpus.documents);
  // The smaller the sample of the background, the less a share below one sentence of it says.
  const scale = corpus.documents + borrowed;
  const share = (corpus.documentFrequency(stem) + borrowed * background.share(stem)) / Math.max(1, scale);
  const holding = share * RARITY_SENTENCES;
  return Math.log(1 + (RARITY_SENTENCES - holding + 0.5) / (holding + 0.5));
}

/** Rarities are given as of a corpus of this many sentences, so that they compare across corpora. */
const RARITY_SENTENCES = 1000;
