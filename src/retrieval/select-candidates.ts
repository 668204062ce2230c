import type { WeightedTerm } from '../indexing/bm25.ts';
import type { Hit } from '../indexing/passage-index.ts';
import { countPassages, type PassageRange, positionsIn } from '../indexing/passage-range.ts';
import type { CorpusTerms, PassageStore } from '../indexing/passage-store.ts';
import type { Background } from './background.ts';
import type { AnalysedQuestion } from './question.ts';
import { blendedRarity } from './rarity.ts';

/** What candidates are searched in. */
export type CandidateSearch = Pick<
  PassageStore,
  'terms' | 'searchTerms' | 'searchParagraphs' | 'nearest' | 'neighboursOf'
>;

export interface SelectCandidatesOptions {
  readonly question: AnalysedQuestion;
  /** The question's unit vector. */
  readonly vector: Float32Array;
  readonly search: CandidateSearch;
  readonly background: Background;
  /** Where candidates may stand; anywhere where left out. */
  readonly within?: readonly PassageRange[] | undefined;
  readonly byTerms?: number;
  readonly byMeaning?: number;
}

/** So few passages are looked at all. */
const WHOLE_CORPUS = 48;
/** The neighbours of so many of the best hits come along: the answer often follows the sentence that names its subject. */
const WITH_NEIGHBOURS = 8;

/** Of so many of the best paragraphs the passages come along, how far around the best hit. */
const BEST_PARAGRAPHS = 3;
const PARAGRAPH_REACH = 4;

/** The positions of the passages worth ranking: by terms with their relatives, by meaning, and next to the best. */
export async function selectCandidates(options: SelectCandidatesOptions): Promise<number[]> {
  const { question, vector, search, background, byTerms = 32, byMeaning = 16 } = options;
  const { within = [{ first: 0, end: search.terms.documents }] } = options;
  if (countPassages(within) <= WHOLE_CORPUS) return positionsIn(within);
  const terms = searchTerms(question, search.terms, background);
  const narrowed = { within: options.within };
  const [termHits, paragraphs, meaningHits] = await Promise.all([
    search.searchTerms(terms, { count: byTerms, ...narrowed }),
    search.searchParagraphs(terms, { count: BEST_PARAGRAPHS, ...narrowed }),
    search.nearest(vector, { count: byMeaning, ...narrowed }),
  ]);
  const chosen = new Set(termHits.map(({ passage }) => passage));
  for (const paragraph of paragraphs)
    for (const passage of nearestPart(paragraph, termHits)) chosen.add(passage);
  for (const { passage } of meaningHits) chosen.add(passage);
  for (const { passage } of termHits.slice(0, WITH_NEIGHBOURS))
    for (const neighbour of search.neighboursOf(passage)) chosen.add(neighbour);
  return [...chosen];
}

/** Of a paragraph the passages around its best hit: some articles are one long paragraph. */
function nearestPart({ first, end }: PassageRange, hits: readonly Hit[]): number[] {
  const middle = hits.find(({ passage }) => first <= passage && passage < end)?.passage ?? first;
  return positionsIn([
    { first: Math.max(first, middle - PARAGRAPH_REACH), end: Math.min(end, middle + PARAGRAPH_REACH + 1) },
  ]);
}

/** The question's stems and their relatives, each relative once, weighted by the rarity of the stem it stands for. */
function searchTerms(
  question: AnalysedQuestion,
  corpus: CorpusTerms,
  background: Background,
): WeightedTerm[] {
  const weights = new Map<string, number>();
  for (const { stem, keys } of question.terms) {
    const rarity = blendedRarity(stem, corpus, background);
    for (const [key, strength] of keys) weights.set(key, Math.max(weights.get(key) ?? 0, rarity * strength));
  }
  return [...weights].map(([term, weight]) => ({ term, weight }));
}
