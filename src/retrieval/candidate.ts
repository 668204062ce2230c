import type { Outlines } from '../indexing/outlines.ts';
import { titleWords, withAliases } from './appositions.ts';
import { type AskedSpan, askedSpans } from './asked-spans.ts';
import type { Background } from './background.ts';
import { type CorpusView, REACH } from './corpus-view.ts';
import type { PassageAnalysis } from './passage-analysis.ts';
import type { AnalysedQuestion } from './question.ts';
import { blendedRarity } from './rarity.ts';
import { createTermMatcher, type TermMatches } from './term-matching.ts';
import type { WordVectors } from './word-vectors.ts';

/** A passage that may answer, with all that the features look at. */
export interface Candidate {
  /** Its place in the view. */
  readonly position: number;
  readonly question: AnalysedQuestion;
  /** Rarity of each term, blended; and their sum, never 0. */
  readonly rarities: Float32Array;
  readonly totalRarity: number;
  /** Worked out when first looked at: most candidates are ranked without it. */
  readonly analysis: PassageAnalysis;
  readonly matches: TermMatches;
  /** Its words, and those of them that are not function words. */
  readonly wordCount: number;
  readonly contentCount: number;
  /** Whether it goes on from a speaker named before. */
  readonly continues: boolean;
  /** What it holds of the kinds that the question asks for. */
  readonly spans: readonly AskedSpan[];
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
  readonly matches: TermMatches;
  readonly continues: boolean;
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

/** Passages that are searched, at most, for the names of those whom the question calls by a title. */
const SEARCHED_FOR_NAMES = 16;

/** Looks up what the features need of each candidate. The words of question and passages should be prepared. */
export function viewCandidates(options: CandidateOptions): Candidate[] {
  const { vector, positions, corpus, background, wordVectors } = options;
  const { passageAt, outlines } = corpus;
  const titled = positionsWithTitles(options.question, positions, outlines);
  const question = withAliases(options.question, titled.map(corpus.analysisOf), background);
  const matcher = createTermMatcher({ question, outlines, wordVectors });
  const rarities = Float32Array.from(question.terms, ({ stem }) =>
    blendedRarity(stem, corpus.terms, background),
  );
  const totalRarity = rarities.reduce((sum, rarity) => sum + rarity, 0) || 1;
  const near = passagesNear(positions);
  const seen = new Map<number, TermMatches>();
  const matchesOf = (position: number): TermMatches => {
    const known = seen.get(position);
    if (known !== undefined) return known;
    const matches = matcher.matches(position, { closely: near.has(position) });
    seen.set(position, matches);
    return matches;
  };
  const similarityOf = corpus.similaritiesTo(vector);
  const cosines = new Map<number, number>();
  const cosineOf = (position: number | undefined): number => {
    if (position === undefined) return 0;
    const known = cosines.get(position);
    if (known !== undefined) return known;
    const value = similarityOf(position);
    cosines.set(position, value);
    return value;
  };
  const continues = (position: number) => outlines.continues[position] === 1;
  const surroundings = (position: number, step: number): Neighbour[] => {
    const list: Neighbour[] = [];
    const passage = passageAt(position);
    for (let at = position + step; list.length < REACH; at += step) {
      const other = passageAt(at);
      if (passage === undefined || other?.article !== passage.article) break;
      const sameParagraph = other.paragraph === passage.paragraph;
      list.push({ position: at, matches: matchesOf(at), continues: continues(at), sameParagraph });
    }
    return list;
  };

  return positions.map((position) => {
    const matches = matchesOf(position);
    const before = surroundings(position, -1);
    const after = surroundings(position, 1);
    const paragraph = [...before, ...after].filter(({ sameParagraph }) => sameParagraph);
    const place = (passageAt(position)?.sentence ?? 1) - 1;
    let analysis: PassageAnalysis | undefined;
    return {
      position,
      question,
      rarities,
      totalRarity,
      get analysis() {
        analysis ??= corpus.analysisOf(position);
        return analysis;
      },
      matches,
      wordCount: countWords(outlines, position),
      contentCount: countContent(outlines, position),
      continues: continues(position),
      spans: askedSpans({ question, outlines, position, matches }),
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

/** The first passages that hold a title of the question with the word after it: to take others apart is of no use. */
function positionsWithTitles(
  question: AnalysedQuestion,
  positions: readonly number[],
  { places, keyOffsets, keys }: Outlines,
): number[] {
  const titles = titleWords(question).map((stems) => stems.map((stem) => places.get(stem) ?? -1));
  const holds = (position: number, key: number) =>
    keys.subarray(keyOffsets[position], keyOffsets[position + 1]).includes(key);
  return positions
    .filter((position) => titles.some((title) => title.every((key) => holds(position, key))))
    .slice(0, SEARCHED_FOR_NAMES);
}

/** The positions of some passages and of those beside them, whether there are such or not. */
export function passagesNear(positions: readonly number[]): Set<number> {
  return new Set(positions.flatMap((position) => [position - 1, position, position + 1]));
}

function countWords({ wordOffsets }: Outlines, position: number): number {
  return (wordOffsets[position + 1] ?? 0) - (wordOffsets[position] ?? 0);
}

function countContent({ wordOffsets, words, isFunction }: Outlines, position: number): number {
  let count = 0;
  const end = wordOffsets[position + 1] ?? 0;
  for (let at = wordOffsets[position] ?? 0; at < end; at++) if (isFunction[words[at] ?? 0] === 0) count += 1;
  return count;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
