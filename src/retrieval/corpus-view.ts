import type { Lexicon } from '../arabic/lexicon.ts';
import type { Passage } from '../corpus/passage.ts';
import type { PassageIndex } from '../indexing/passage-index.ts';
import { analysePassage, type PassageAnalysis } from './passage-analysis.ts';
import type { CorpusTerms } from './rarity.ts';
import type { CandidateSearch } from './select-candidates.ts';

/** What ranking needs to see of a corpus; a passage is known by its position in reading order. */
export interface CorpusView {
  readonly passages: readonly Passage[];
  readonly terms: CorpusTerms;
  /** Should be kept between calls: ranking asks for the same passages again and again. */
  analysisOf(position: number): PassageAnalysis;
  /** The passage's unit vector. */
  vectorOf(position: number): Float32Array;
}

/** A corpus that can be searched for candidates. */
export interface RankableCorpus {
  readonly view: CorpusView;
  readonly search: CandidateSearch;
}

/** How many analysed passages are kept. */
const ANALYSES_KEPT = 20_000;

/** Looks at an opened index as the ranker wants it; passages are analysed when first asked for, and kept. */
export function rankableCorpus(index: PassageIndex, lexicon: Lexicon): RankableCorpus {
  const analyses = new Map<number, PassageAnalysis>();
  return {
    view: {
      passages: index.passages,
      terms: index.terms,
      vectorOf: (position) => index.vectors.vectorOf(position),
      analysisOf(position) {
        const known = analyses.get(position);
        if (known !== undefined) return known;
        const analysis = analysePassage(index.passages[position]?.text ?? '', lexicon);
        if (analyses.size >= ANALYSES_KEPT) analyses.clear();
        analyses.set(position, analysis);
        return analysis;
      },
    },
    search: {
      searchWeighted: (terms, count) => index.terms.searchWeighted(terms, count),
      nearest: (vector, count) => index.vectors.nearest(vector, count),
    },
  };
}
