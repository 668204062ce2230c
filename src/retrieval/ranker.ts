import type { Lexicon } from '../arabic/lexicon.ts';
import type { Passage } from '../corpus/passage.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { PassageRange } from '../indexing/passage-range.ts';
import type { Background } from './background.ts';
import { type Candidate, passagesNear, viewCandidates } from './candidate.ts';
import { confidenceFeatures } from './confidence.ts';
import type { CorpusView, RankableCorpus } from './corpus-view.ts';
import { featureVectors } from './features/feature-vector.ts';
import { poolFeatures } from './features/pool-features.ts';
import { createScorer } from './network.ts';
import { type AnalysedQuestion, analyseQuestion } from './question.ts';
import type { Reader } from './reader/load-reader.ts';
import { readerInput } from './reader/reader-input.ts';
import type { Reading } from './reader/reading.ts';
import { bestFirst, type ReadCandidate, rerankFeatures, rescore, worthReading } from './rerank.ts';
import { selectCandidates } from './select-candidates.ts';
import { createSpanFinder, type FoundSpan } from './spans.ts';
import type { RankerWeights } from './weights.ts';
import { createWordVectors } from './word-vectors.ts';

/** A candidate as ranked. */
export interface RankedCandidate {
  readonly passage: Passage;
  /** A logit, comparable within one question. */
  readonly score: number;
  readonly candidate: Candidate;
  /** What the reader makes of it; only the first few are read. */
  readonly reading: Reading | undefined;
}

export interface RankOptions {
  /** Where the passages may stand, in ranges sorted and not overlapping; anywhere where left out. */
  readonly within?: readonly PassageRange[] | undefined;
}

export interface Ranking {
  readonly question: AnalysedQuestion;
  /** Best first; empty when the corpus is empty or the question holds no word to look for. */
  readonly ranked: readonly RankedCandidate[];
  /** Probability in [0, 1] that the first answers the question; 0 when there is none. */
  readonly confidence: number;
}

/** Ranks the passages of a corpus by how likely they answer. */
export interface Ranker {
  rank(question: string, corpus: RankableCorpus, options?: RankOptions): Promise<Ranking>;
  /** The words of a ranked candidate that answer the question, or null where none is likely enough. */
  findSpan(ranked: RankedCandidate, confidence: number): FoundSpan | null;
}

export interface RankerOptions {
  readonly weights: RankerWeights;
  readonly lexicon: Lexicon;
  readonly background: Background;
  /** The embedder the corpus was embedded by. */
  readonly embedder: Embedder;
  readonly reader: Reader;
}

/** Puts the trained parts together. Holds the vectors of the words it meets. */
export function createRanker({ weights, lexicon, background, embedder, reader }: RankerOptions): Ranker {
  const wordVectors = createWordVectors(embedder);
  const score = createScorer(weights.ranking.ensemble);
  const scoreRead = createScorer(weights.rerank.ensemble);
  const confidenceLogit = createScorer(weights.confidence.ensemble);
  const findSpan = createSpanFinder({
    spans: weights.spans.ensemble,
    acceptance: weights.acceptance.ensemble,
    background,
  });

  return {
    async rank(text, { search, view }, { within } = {}) {
      const question = analyseQuestion(text, { lexicon, background, corpus: search.terms });
      const [vector] = await embedder.embed([text], 'query');
      if (vector === undefined || question.words.length === 0) return { question, ranked: [], confidence: 0 };
      const { corpus, places: positions } = await view(
        await selectCandidates({ question, vector, search, background, within }),
      );
      await wordVectors.prepare(
        question.terms.map(({ folded }) => folded),
        {
          vocabulary: corpus.outlines.texts,
          placeOf: corpus.outlines.places,
          places: [...wordsNear(positions, corpus)],
          stored: corpus.wordVectors,
        },
      );
      const candidates = viewCandidates({ question, vector, positions, corpus, background, wordVectors });
      const features = featureVectors(candidates);
      const firstScores = features.map(score);
      const firstOrder = bestFirst(firstScores);
      const readings = await readFirst(worthReading(firstOrder, firstScores), candidates);
      const read = firstOrder.flatMap((index): ReadCandidate[] => {
        const [candidate, reading] = [candidates[index], readings.get(index)];
        return candidate && reading ? [{ candidate, reading, score: firstScores[index] ?? 0 }] : [];
      });
      const scores = rescore(firstOrder, firstScores, rerankFeatures(read).map(scoreRead));
      const order = bestFirst(scores);
      const ranked = order.flatMap((index): RankedCandidate[] => {
        const candidate = candidates[index];
        const passage = candidate && corpus.passageAt(candidate.position);
        if (candidate === undefined || passage === undefined) return [];
        return [{ passage, score: scores[index] ?? 0, candidate, reading: readings.get(index) }];
      });
      const pool = poolFeatures(candidates);
      const logit = confidenceLogit(confidenceFeatures({ order, scores, features, pool, readings }));
      return { question, ranked, confidence: ranked.length === 0 ? 0 : 1 / (1 + Math.exp(-logit)) };
    },
    findSpan: ({ candidate, reading }, confidence) =>
      reading === undefined ? null : findSpan(candidate, reading, confidence),
  };

  async function readFirst(
    chosen: readonly number[],
    candidates: readonly Candidate[],
  ): Promise<Map<number, Reading>> {
    const read = chosen.flatMap((index) => {
      const candidate = candidates[index];
      return candidate === undefined ? [] : [{ index, input: readerInput({ ...candidate, background }) }];
    });
    const readings = await reader.read(read.map(({ input }) => input));
    return new Map(readings.map((reading, at) => [read[at]?.index ?? -1, reading]));
  }
}

/** The words whose likeness ranking will ask for: of the candidates and the passages beside them. */
function* wordsNear(positions: readonly number[], { outlines }: CorpusView): Generator<number> {
  const { wordTexts, isFunction, wordOffsets, words } = outlines;
  for (const position of passagesNear(positions)) {
    const end = wordOffsets[position + 1] ?? 0;
    for (let at = wordOffsets[position] ?? end; at < end; at++) {
      const word = words[at] ?? 0;
      if (isFunction[word] === 0) yield wordTexts[word] ?? 0;
    }
  }
}
