import { LRUCache } from 'lru-cache';
import type { Lexicon } from '../arabic/lexicon.ts';
import type { CorpusTerms, PassageStore, PassageWindow } from '../indexing/passage-store.ts';
import { analysePassage, type PassageAnalysis } from './passage-analysis.ts';
import type { CandidateSearch } from './select-candidates.ts';

/** What ranking needs to see of some passages and those around them; each is known by its place here. */
export interface CorpusView extends Omit<PassageWindow, 'places'> {
  /** Of the whole corpus. */
  readonly terms: CorpusTerms;
  /** The passage taken apart in full, for the few whose words are looked at one by one. */
  analysisOf(place: number): PassageAnalysis;
}

/** Passages to be ranked, by their places in a view. */
export interface ViewedPassages {
  readonly corpus: CorpusView;
  readonly places: readonly number[];
}

/** A corpus that can be searched for candidates, and looked at where they stand. */
export interface RankableCorpus {
  readonly search: CandidateSearch;
  view(positions: readonly number[]): Promise<ViewedPassages>;
}

/** How many passages each way count as a candidate's surroundings. */
export const REACH = 4;

/** How many full analyses are kept: a question's answer and the passages shown with it. */
const ANALYSES_KEPT = 256;

/** Looks at a store as the ranker wants it. */
export function rankableCorpus(store: PassageStore, lexicon: Lexicon): RankableCorpus {
  const analyses = new LRUCache<string, PassageAnalysis>({ max: ANALYSES_KEPT });
  const analyse = (text: string): PassageAnalysis => {
    const known = analyses.get(text);
    if (known !== undefined) return known;
    const analysis = analysePassage(text, lexicon);
    analyses.set(text, analysis);
    return analysis;
  };
  return {
    search: store,
    async view(positions) {
      const { places, ...window } = await store.read(positions, { reach: REACH });
      const analysisOf = (place: number) => analyse(window.passageAt(place)?.text ?? '');
      return { corpus: { ...window, terms: store.terms, analysisOf }, places };
    },
  };
}
