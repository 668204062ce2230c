import { performance } from 'node:perf_hooks';
import type { Lexicon } from '../arabic/lexicon.ts';
import type { Passage } from '../corpus/passage.ts';
import { mergeRanges } from '../indexing/passage-range.ts';
import type { StoredArticle } from '../indexing/passage-store.ts';
import type { RankedPassage, Retrieval } from '../retrieval/ranked-passage.ts';
import type { Retriever } from '../retrieval/retriever.ts';
import type {
  Answer,
  Answerer,
  AnswerScope,
  Citation,
  CitedPlace,
  Outcome,
  RankedCitation,
} from './answer.ts';
import type { ArticleCatalogue, ArticleFilter } from './article-catalogue.ts';
import { type Fact, groupFacts } from './group-facts.ts';
import { rejectionOf } from './question-check.ts';
import { type ReadQuestion, readQuestion } from './read-question.ts';

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
  readonly catalogue: ArticleCatalogue;
  readonly thresholds?: Thresholds;
  /** Whether questions in other languages than Arabic are looked up too. */
  readonly multilingual?: boolean;
  /** What time it is, for «last week». */
  readonly now?: () => Date;
}

const DEFAULT_THRESHOLDS: Thresholds = { answered: 0.3, related: 0.15, span: 0.16 };

/** Sentences shown with an answer at most, the first included. */
const MAXIMUM_CITATIONS = 3;

/** A supporting sentence, or one cited in place of an older, is at most so much less likely to answer, as a ratio of odds. */
const SUPPORTING_ODDS = 0.2;

const DEFAULT_TOP = 5;

/** Of an answer that nothing was looked up for. */
const NOTHING = { confidence: 0, answer: null, citations: [], ranked: [] } as const;

/** Answers from what the retriever finds: cites, or says that it does not know. */
export function createAnswerer({
  retriever,
  lexicon,
  catalogue,
  thresholds = DEFAULT_THRESHOLDS,
  multilingual = false,
  now = () => new Date(),
}: AnswererOptions): Answerer {
  return {
    async answer(question, { top = DEFAULT_TOP, previous } = {}) {
      const startedAt = performance.now();
      const finish = (answer: Omit<Answer, 'question' | 'tookMs'>): Answer => {
        const tookMs = Math.round((performance.now() - startedAt) * 1000) / 1000;
        return { question, ...answer, tookMs };
      };

      const rejection = rejectionOf(question, { allowOtherLanguages: multilingual });
      if (rejection) return finish({ outcome: 'rejected', rejection, ...NOTHING });
      const asked = question.toWellFormed();
      const read = readQuestion({ question: asked, previous, lexicon, catalogue, today: now() });
      const { text, scope } = read;
      const within = scope && catalogue.filter(scope);
      const readings = {
        ...(text !== asked && { readAs: text }),
        ...(within && { scope: describeScope(scope, within) }),
      };
      if (text === '' || within?.length === 0)
        return finish({ ...readings, outcome: 'not_found', ...NOTHING });
      const retrieval = await retriever.retrieve(text, { within: within && mergeRanges(within) });
      const ranked = retrieval.ranked.slice(0, top).map(toRankedCitation);
      return finish({ ...readings, ...conclude(retrieval, read), ranked });
    },
  };

  /** Whether it is answered, and what is cited. */
  function conclude(
    retrieval: Retrieval,
    { isOpen = false }: ReadQuestion,
  ): Pick<Answer, 'outcome' | 'confidence' | 'answer' | 'citations'> {
    const { ranked, confidence } = retrieval;
    const outcome = decide(retrieval, thresholds);
    const spanOf = (passage: RankedPassage) => shortAnswer(retrieval, passage, thresholds);
    const [best] = ranked;
    const hasSpan = outcome === 'answered' && !isOpen && best !== undefined && spanOf(best) !== undefined;
    const facts = groupFacts({
      ranked: outcome === 'not_found' ? [] : ranked,
      count: outcome === 'related' ? 1 : MAXIMUM_CITATIONS,
      articles: catalogue.articles,
      lexicon,
      mayLead: (newer) => !hasSpan || spanOf(newer) !== undefined,
      leastOdds: SUPPORTING_ODDS,
    });
    const first = facts[0]?.passage;
    const span = hasSpan && first ? spanOf(first) : undefined;
    return {
      outcome,
      confidence,
      answer: span === undefined ? null : { text: span, citation: 1 },
      citations: facts.map(cite),
    };
  }
}

function decide({ ranked, confidence }: Retrieval, { answered, related }: Thresholds): Outcome {
  if (ranked.length === 0 || confidence < related) return 'not_found';
  return confidence < answered ? 'related' : 'answered';
}

/** The words of a passage that answer; `undefined` where they are not likely enough to be shown. */
function shortAnswer(
  { ranked, findSpan }: Retrieval,
  passage: RankedPassage,
  thresholds: Thresholds,
): string | undefined {
  const span = findSpan(ranked.indexOf(passage));
  if (span === null || span.confidence < thresholds.span) return undefined;
  return passage.passage.text.slice(span.start, span.end);
}

/** A title of which there is one article is given in full. */
function describeScope(scope: ArticleFilter, articles: readonly StoredArticle[]): AnswerScope {
  const [first] = articles;
  const isOne = scope.title !== undefined && first !== undefined && articles.length === 1;
  return { ...scope, ...(isOne && { title: first.title }), articles: articles.length };
}

function cite({ passage: { passage, score, matches }, alsoIn }: Fact, position: number): Citation {
  return {
    number: position + 1,
    ...placeOf(passage),
    text: passage.text,
    highlights: matches().map(({ start, end }) => [start, end] as const),
    score,
    ...(alsoIn.length > 0 && { alsoIn: alsoIn.map((other) => placeOf(other.passage)) }),
  };
}

function placeOf({ article, sentence, start, end }: Passage): CitedPlace {
  return { article, sentence, start, end };
}

function toRankedCitation({ passage, score }: RankedPassage): RankedCitation {
  return { ...placeOf(passage), text: passage.text, score };
}
