import { performance } from 'node:perf_hooks';
import type { Lexicon } from '../arabic/lexicon.ts';
import type { RankedPassage } from '../retrieval/ranked-passage.ts';
import type { Retriever } from '../retrieval/retriever.ts';
import type { Answer, Answerer, Citation, Outcome, RankedCitation } from './answer.ts';
import { readFollowUp } from './follow-up.ts';
import { highlightMatches } from './highlight.ts';
import { rejectionOf } from './question-check.ts';

/** From which confidence on a passage is offered as the answer, and from which as merely related. */
export interface Thresholds {
  readonly answered: number;
  readonly related: number;
}

export interface AnswererOptions {
  readonly retriever: Retriever;
  readonly lexicon: Lexicon;
  readonly thresholds?: Thresholds;
  /** Whether questions in other languages than Arabic are looked up too. */
  readonly multilingual?: boolean;
}

const DEFAULT_THRESHOLDS: Thresholds = { answered: 0.5, related: 0.25 };

/** Sentences shown with an answer at most, the first included. */
const MAXIMUM_CITATIONS = 3;

/** A supporting sentence's score may be so much lower than the first's, as a share of it. */
const SUPPORTING_SHARE = 0.6;

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
      const complete = readAs ?? wellFormed;
      const { ranked, confidence } = await retriever.retrieve(complete);
      const outcome = decide(ranked, confidence, thresholds);
      return finish({
        ...(readAs !== undefined && { readAs }),
        outcome,
        confidence,
        answer: null,
        citations: cite(complete, ranked, outcome),
        ranked: ranked.slice(0, top).map(toRankedCitation),
      });
    },
  };
}

function decide(
  ranked: readonly RankedPassage[],
  confidence: number,
  { answered, related }: Thresholds,
): Outcome {
  if (ranked.length === 0 || confidence < related) return 'not_found';
  return confidence < answered ? 'related' : 'answered';
}

function cite(question: string, ranked: readonly RankedPassage[], outcome: Outcome): Citation[] {
  if (outcome === 'not_found') return [];
  const [first] = ranked;
  if (!first) return [];
  const shown = outcome === 'related' ? [first] : ranked.slice(0, MAXIMUM_CITATIONS);
  return shown
    .filter(({ score }) => score >= first.score * SUPPORTING_SHARE)
    .map(({ passage, score }, position) => ({
      number: position + 1,
      article: passage.article,
      sentence: passage.sentence,
      start: passage.start,
      end: passage.end,
      text: passage.text,
      highlights: highlightMatches(question, passage.text),
      score,
    }));
}

function toRankedCitation({ passage: { article, start, end, text }, score }: RankedPassage): RankedCitation {
  return { article, start, end, text, score };
}
