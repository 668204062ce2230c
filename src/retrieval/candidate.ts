import { withAliases } from './appositions.ts';
import type { Background } from './background.ts';
import type { CorpusView } from './corpus-view.ts';
import type { PassageAnalysis } from './passage-analysis.ts';
import type { AnalysedQuestion } from './question.ts';
import { blendedRarity } from './rarity.ts';
import { createTermMatcher, type TermMatches } from './term-matching.ts';
import type { WordVectors } from './word-vectors.ts';

/** A passage that may answer, with all that the features look at. */
export interface Candidate {
  readonly position: number;
  readonly question: AnalysedQuestion;
  /** Rarity of each term, blended; and their sum, never 0. */
  readonly rarities: Float32Array;
  readonly totalRarity: number;
  readonly analysis: PassageAnalysis;
  readonly matches: TermMatches;
  /** The passages before and after it in its article, nearest first; at most `REACH` each way. */
  readonly before: readonly Neighbour[];
  readonly after: readonly Neighbour[];
  /** Cosine similarity with the question. */
  readonly cosine: number;
  readonly cosineBefore: number;
  readonly cosineAfter: number;
  /** Cosine similarity of the question with the mean of the paragraph. */
  readonly cosineParagraph: number;
  /** Its number in its article from 0, and how many passages that has. */
  readonly place: number;
  readonly articleLength: number;
}

export interface Neighbour {
  readonly position: number;
  readonly analysis: PassageAnalysis;
  readonly matches: TermMatches;
  readonly sameParagraph: boolean;
}

export interface CandidateOptions {
  readonly question: AnalysedQuestion;
  /** The question's unit vector. */
  readonly vector: Float32Array;
  readonly positions: readonly number[];
  readonly corpus: CorpusView;
  readonly background: Background;
  readonly wordVectors: WordVectors;
}

/** How many passages each way count as a candidate's surroundings. */
export const REACH = 4;

/** Looks up what the features need of each candidate. The words of question and passages should be prepared. */
export function viewCandidates(options: CandidateOptions): Candidate[] {
  const { vector, positions, corpus, background, wordVectors } = options;
  const question = withAliases(options.question, positions.map(corpus.analysisOf), background);
  const matcher = createTermMatcher(question, wordVectors);
  const rarities = Float32Array.from(question.terms, ({ stem }) =>
    blendedRarity(stem, corpus.terms, background),
  );
  const totalRarity = rarities.reduce((sum, rarity) => sum + rarity, 0) || 1;
  const near = new Set(positions.flatMap((position) => [position - 1, position, position + 1]));
  const seen = new Map<number, Pick<Neighbour, 'analysis' | 'matches'>>();
  const look = (position: number) => {
    const known = seen.get(position);
    if (known !== undefined) return known;
    const analysis = corpus.analysisOf(position);
    const view = { analysis, matches: matcher.matches(analysis, { closely: near.has(position) }) };
    seen.set(position, view);
    return view;
  };
  const cosines = new Map<number, number>();
  const cosineOf = (position: number | undefined): number => {
    if (position === undefined) return 0;
    const known = cosines.get(position);
    if (known !== undefined) return known;
    const value = dot(vector, corpus.vectorOf(position));
    cosines.set(position, value);
    return value;
  };

  return positions.map((position) => {
    const surroundings = (step: number): Neighbour[] => {
      const list: Neighbour[] = [];
      for (let at = position + step; list.length < REACH && isSameArticle(corpus, at, position); at += step) {
        const sameParagraph = corpus.passages[at]?.paragraph === corpus.passages[position]?.paragraph;
        list.push({ position: at, ...look(at), sameParagraph });
      }
      return list;
    };
    const before = surroundings(-1);
    const after = surroundings(1);
    const paragraph = [...before, ...after].filter(({ sameParagraph }) => sameParagraph);
    const place = (corpus.passages[position]?.sentence ?? 1) - 1;
    return {
      position,
      question,
      rarities,
      totalRarity,
      ...look(position),
      before,
      after,
      cosine: cosineOf(position),
      cosineBefore: cosineOf(before[0]?.position),
      cosineAfter: cosineOf(after[0]?.position),
      cosineParagraph: mean([position, ...paragraph.map((neighbour) => neighbour.position)].map(cosineOf)),
      place,
      articleLength: place + 1 + after.length,
    };
  });
}

function isSameArticle(corpus: CorpusView, first: number, second: number): boolean {
  const passage = corpus.passages[first];
  return passage !== undefined && passage.article === corpus.passages[second]?.article;
}

function dot(first: Float32Array, second: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < first.length; at++) sum += (first[at] ?? 0) * (second[at] ?? 0);
  return sum;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
