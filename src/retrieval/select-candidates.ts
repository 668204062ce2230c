import type { WeightedTerm } from '../indexing/bm25.ts';
import type { Hit } from '../indexing/passage-index.ts';
import type { Background } from './background.ts';
import type { CorpusView } from './corpus-view.ts';
import type { AnalysedQuestion } from './question.ts';
import { blendedRarity } from './rarity.ts';

export interface CandidateSearch {
  searchWeighted(terms: readonly WeightedTerm[], count: number): Hit[];
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

/** Hits that paragraphs are judged by, how many of the best come whole, and how far around their best hit. */
const PARAGRAPH_HITS = 100;
const WHOLE_PARAGRAPHS = 3;
const PARAGRAPH_REACH = 4;

/** The positions of the passages worth ranking: by terms with their relatives, by meaning, and next to the best. */
export function selectCandidates(options: SelectCandidatesOptions): number[] {
  const { question, vector, corpus, search, background, byTerms = 32, byMeaning = 16 } = options;
  if (corpus.passages.length <= WHOLE_CORPUS) return [...corpus.passages.keys()];
  const hits = search.searchWeighted(searchTerms(question, corpus, background), PARAGRAPH_HITS);
  const termHits = hits.slice(0, byTerms);
  const chosen = new Set(termHits.map(({ passage }) => passage));
  for (const passage of bestParagraphs(hits, corpus)) chosen.add(passage);
  for (const { passage } of search.nearest(vector, byMeaning)) chosen.add(passage);
  for (const { passage } of termHits.slice(0, WITH_NEIGHBOURS)) {
    for (const neighbour of [passage - 1, passage + 1]) {
      if (corpus.passages[neighbour]?.article === corpus.passages[passage]?.article) chosen.add(neighbour);
    }
  }
  return [...chosen];
}

/**
 * The passages of the paragraphs whose hits add up to most, each further hit of a paragraph counting half of the one
 * before: what a question says may be spread over a paragraph.
 */
function bestParagraphs(hits: readonly Hit[], corpus: CorpusView): number[] {
  const paragraphs = new Map<string, { sum: number; factor: number; passage: number }>();
  for (const { passage, score } of hits) {
    const name = paragraphOf(corpus, passage);
    const { sum, factor, passage: first } = paragraphs.get(name) ?? { sum: 0, factor: 1, passage };
    paragraphs.set(name, { sum: sum + factor * score, factor: factor / 2, passage: first });
  }
  return [...paragraphs.values()]
    .sort((left, right) => right.sum - left.sum)
    .slice(0, WHOLE_PARAGRAPHS)
    .flatMap(({ passage }) =>
      Array.from(
        { length: 2 * PARAGRAPH_REACH + 1 },
        (_, offset) => passage - PARAGRAPH_REACH + offset,
      ).filter((position) => isSameParagraph(corpus, position, passage)),
    );
}

function isSameParagraph({ passages }: CorpusView, first: number, second: number): boolean {
  const [one, other] = [passages[first], passages[second]];
  return one !== undefined && one.article === other?.article && one.paragraph === other.paragraph;
}

function paragraphOf(corpus: CorpusView, position: number): string {
  const passage = corpus.passages[position];
  return passage === undefined ? '' : `${passage.paragraph} ${passage.article}`;
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
