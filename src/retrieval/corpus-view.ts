import { LRUCache } from 'lru-cache';
import type { Lexicon } from '../arabic/lexicon.ts';
import type { Passage } from '../corpus/passage.ts';
import type { Outlines } from '../indexing/outlines.ts';
import type { PassageIndex } from '../indexing/passage-index.ts';
import { createParagraphSearch } from './paragraph-search.ts';
import { analysePassage, type PassageAnalysis } from './passage-analysis.ts';
import type { CorpusTerms } from './rarity.ts';
import type { CandidateSearch } from './select-candidates.ts';

/** What ranking needs to see of a corpus; a passage is known by its position in reading order. */
export interface CorpusView {
  readonly passages: readonly Passage[];
  readonly terms: CorpusTerms;
  /** What matching and ranking look at of every passage. */
  readonly outlines: Outlines;
  /** The passage taken apart in full, for the few whose words are looked at one by one. */
  analysisOf(position: number): PassageAnalysis;
  /** The passage's unit vector. */
  vectorOf(position: number): Float32Array;
}

/** A corpus that can be searched for candidates. */
export interface RankableCorpus {
  readonly view: CorpusView;
  readonly search: CandidateSearch;
}

/** How many full analyses are kept: a question's answer and the passages shown with it. */
const ANALYSES_KEPT = 256;

/** Looks at an opened index as the ranker wants it. */
export function rankableCorpus(index: PassageIndex, lexicon: Lexicon): RankableCorpus {
  const analyses = new LRUCache<number, PassageAnalysis>({ max: ANALYSES_KEPT });
  return {
    view: {
      passages: index.passages,
      terms: index.terms,
      outlines: index.outlines,
      vectorOf: (position) => index.vectors.vectorOf(position),
      analysisOf(position) {
        const known = analyses.get(position);
        if (known !== undefined) return known;
        const analysis = analysePassage(index.passages[position]?.text ?? '', lexicon);
        analyses.set(position, analysis);
        return analysis;
      },
    },
    search: {
      searchParagraphs: createParagraphSearch(index),
      searchWeighted: (terms, count) => index.terms.searchWeighted(terms, count),
      nearest: (vector, count) => index.vectors.nearest(vector, count),
    },
  };
}
