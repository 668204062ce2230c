import type { WeightedTerm } from '../indexing/bm25.ts';
import type { Hit } from '../indexing/passage-index.ts';
import type { Background } from './background.ts';
import type { CorpusView } from './corpus-view.ts';
import type { ParagraphSearch } from './paragraph-search.ts';
import type { AnalysedQuestion } from './question.ts';
import { blendedRarity } from './rarity.ts';

export interface CandidateSearch {
  searchWeighted(terms: readonly WeightedTerm[], count: number): Hit[];
  /** The positions of the passages of the best paragraphs, the best first. */
  searchParagraphs: ParagraphSearch;
  nearest(vector: Float32Array, count: number): Hit[];
}

export interface SelectCandidatesOptions {
  readonly question: AnalysedQuestion;
  /** The question's unit vector. */
  readonly vector: Float32Array;
  readonly corpus: CorpusView;
  readonly search: CandidateSearch;
  readonly background: Background;
  readonly byTerms?: number;
  readonly byMeaning?: number;
}

/** A corpus of so few passages is looked at whole. */
const WHOLE_CORPUS = 48;
/** The neighbours of so many of the best hits come along: the answer often follows the sentence that names its subject. */
const WITH_NEIGHBOURS = 8;

/** Of so many of the best paragraphs the passages come along, how far around the best hit. */
const BEST_PARAGRAPHS = 3;
const PARAGRAPH_REACH = 4;

/** The positions of the passages worth ranking: by terms with their relatives, by meaning, and next to the best. */
export function selectCandidates(options: SelectCandidatesOptions): number[] {
  const { question, vector, corpus, search, background, byTerms = 32, byMeaning = 16 } = options;
  if (corpus.passages.length <= WHOLE_CORPUS) return [...corpus.passages.keys()];
  const terms = searchTerms(question, corpus, background);
  const termHits = search.searchWeighted(terms, byTerms);
  const chosen = new Set(termHits.map(({ passage }) => passage));
  for (const paragraph of search.searchParagraphs(terms, BEST_PARAGRAPHS))
    for (const passage of nearestPart(paragraph, termHits)) chosen.add(passage);
  for (const { passage } of search.nearest(vector, byMeaning)) chosen.add(passage);
  for (const { passage } of termHits.slice(0, WITH_NEIGHBOURS)) {
    for (const neighbour of [passage - 1, passage + 1]) {
      if (corpus.passages[neighbour]?.article === corpus.passages[passage]?.article) chosen.add(neighbour);
    }
  }
  return [...chosen];
}

/** Of a paragraph the passages around its best hit: some articles are one long paragraph. */
function nearestPart(paragraph: readonly number[], hits: readonly Hit[]): number[] {
  const within = new Set(paragraph);
  const middle = hits.find(({ passage }) => within.has(passage))?.passage ?? paragraph[0] ?? 0;
  return paragraph.filter((position) => Math.abs(position - middle) <= PARAGRAPH_REACH);
}

/** The question's stems and their relatives, each relative once, weighted by the rarity of the stem it stands for. */
function searchTerms(question: AnalysedQuestion, corpus: CorpusView, background: Background): WeightedTerm[] {
  const weights = new Map<string, number>();
  for (const { stem, keys } of question.terms) {
    const rarity = blendedRarity(stem, corpus.terms, background);
    for (const [key, strength] of keys) weights.set(key, Math.max(weights.get(key) ?? 0, rarity * strength));
  }
  return [...weights].map(([term, weight]) => ({ term, weight }));
}
