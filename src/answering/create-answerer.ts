import { performance } from 'node:perf_hooks';
import type { Lexicon } from '../arabic/lexicon.ts';
import type { RankedPassage, Retrieval } from '../retrieval/ranked-passage.ts';
import type { Retriever } from '../retrieval/retriever.ts';
import type { Answer, Answerer, Citation, Outcome, RankedCitation } from './answer.ts';
import { readFollowUp } from './follow-up.ts';
import { rejectionOf } from './question-check.ts';

/** From which confidence on something is shown. */
export interface Thresholds {
  /** The first passage as the answer. */
  readonly answered: number;
  /** The first passage as merely related. */
  readonly related: number;
  /** The short answer before it. */
  readonly span: number;
}

export interface AnswererOptions {
  readonly retriever: Retriever;
  readonly lexicon: Lexicon;
  readonly thresholds?: Thresholds;
  /** Whether questions in other languages than Arabic are looked up too. */
  readonly multilingual?: boolean;
}

const DEFAULT_THRESHOLDS: Thresholds = { answered: 0.35, related: 0.15, span: 0.15 };

/** Sentences shown with an answer at most, the first included. */
const MAXIMUM_CITATIONS = 3;

/** A supporting sentence is at most so much less likely to answer than the first, as a ratio of odds. */
const SUPPORTING_ODDS = 0.2;

const DEFAULT_TOP = 5;

/** Answers from what the retriever finds: cites, or says that it does not know. */
export function createAnswerer({
  retriever,
  lexicon,
  thresholds = DEFAULT_THRESHOLDS,
  multilingual = false,
}: AnswererOptions): Answerer {
  return {
    async answer(question, { top = DEFAULT_TOP, previous } = {}) {
      const startedAt = performance.now();
      const finish = (answer: Omit<Answer, 'question' | 'tookMs'>): Answer => {
        const tookMs = Math.round((performance.now() - startedAt) * 1000) / 1000;
        return { question, ...answer, tookMs };
      };

      const rejection = rejectionOf(question, { allowOtherLanguages: multilingual });
      if (rejection) {
        return finish({
          outcome: 'rejected',
          rejection,
          confidence: 0,
          answer: null,
          citations: [],
          ranked: [],
        });
      }
      const wellFormed = question.toWellFormed();
      const readAs = previous && readFollowUp({ question: wellFormed, previous, lexicon });
      const retrieval = await retriever.retrieve(readAs ?? wellFormed);
      const outcome = decide(retrieval, thresholds);
      return finish({
        ...(readAs !== undefined && { readAs }),
        outcome,
        confidence: retrieval.confidence,
        answer: outcome === 'answered' ? shortAnswer(retrieval, thresholds) : null,
        citations: cite(retrieval, outcome),
        ranked: retrieval.ranked.slice(0, top).map(toRankedCitation),
      });
    },
  };
}

function decide({ ranked, confidence }: Retrieval, { answered, related }: Thresholds): Outcome {
  if (ranked.length === 0 || confidence < related) return 'not_found';
  return confidence < answered ? 'related' : 'answered';
}

function shortAnswer({ ranked, findSpan }: Retrieval, thresholds: Thresholds): Answer['answer'] {
  const [first] = ranked;
  const span = findSpan();
  if (first === undefined || span === null || span.confidence < thresholds.span) return null;
  return { text: first.passage.text.slice(span.start, span.end), citation: 1 };
}

function cite({ ranked }: Retrieval, outcome: Outcome): Citation[] {
  const [first] = ranked;
  if (first === undefined || outcome === 'not_found') return [];
  const shown = outcome === 'related' ? [first] : ranked.slice(0, MAXIMUM_CITATIONS);
  return shown
    .filter(({ score }) => Math.exp(score - first.score) >= SUPPORTING_ODDS)
    .map(({ passage, score, matches }, position) => ({
      number: position + 1,
      article: passage.article,
      sentence: passage.sentence,
      start: passage.start,
      end: passage.end,
      text: passage.text,
      highlights: matches().map(({ start, end }) => [start, end] as const),
      score,
    }));
}

function toRankedCitation({ passage: { article, start, end, text }, score }: RankedPassage): RankedCitation {
  return { article, start, end, text, score };
}
