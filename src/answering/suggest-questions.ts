import type { Lexicon } from '../arabic/lexicon.ts';
import type { Passage } from '../corpus/passage.ts';
import type { PassageStore } from '../indexing/passage-store.ts';
import type { Answerer } from './answer.ts';
import { type TemplateQuestion, templateQuestions } from './question-templates.ts';

export interface SuggestQuestionsOptions {
  readonly store: Pick<PassageStore, 'terms' | 'read'>;
  readonly answerer: Answerer;
  readonly lexicon: Lexicon;
  /** How many to find at most. */
  readonly count?: number;
}

interface Tried extends TemplateQuestion {
  readonly passage: Passage;
  readonly confidence: number;
}

/** Sentences looked at, spread over the articles: a large corpus has more than enough. */
const MOST_PASSAGES = 300;
const MOST_QUESTIONS = 200;
/** UTF-16 code units: what a button shows, and what a question needs to stand for itself. */
const LONGEST = 60;
const FEWEST_WORDS = 3;
/** A question whose answer is no surer than this would not show the bot at its best. */
const LEAST_CONFIDENCE = 0.5;

/**
 * Questions that the articles answer, for whoever does not know what to ask: made from their sentences, and kept only
 * where the answerer, asked, cites that very sentence. As different from one another as there are, the surest first.
 */
export async function suggestQuestions({
  store,
  answerer,
  lexicon,
  count = 8,
}: SuggestQuestionsOptions): Promise<string[]> {
  const passages = await readSpread(store);
  const candidates = passages.flatMap((passage) =>
    templateQuestions(passage.text, lexicon)
      .filter(({ question }) => question.length <= LONGEST && question.split(' ').length >= FEWEST_WORDS)
      .map((template) => ({ ...template, passage })),
  );
  const tried: Tried[] = [];
  for (const candidate of spread(candidates, MOST_QUESTIONS)) {
    const { outcome, confidence, citations } = await answerer.answer(candidate.question);
    const [first] = citations;
    const isFound = first?.article === candidate.passage.article && first.start === candidate.passage.start;
    if (outcome === 'answered' && isFound && confidence >= LEAST_CONFIDENCE)
      tried.push({ ...candidate, confidence });
  }
  return choose(tried, count).map(({ question }) => question);
}

/** Of all passages of a store, so many, evenly spread. */
async function readSpread(store: SuggestQuestionsOptions['store']): Promise<Passage[]> {
  const positions = spreadPositions(store.terms.documents, MOST_PASSAGES);
  const { passageAt, places } = await store.read(positions, { reach: 0 });
  return places.flatMap((place) => passageAt(place) ?? []);
}

/** Evenly spread over a list, at most so many. */
function spread<T>(all: readonly T[], most: number): T[] {
  return spreadPositions(all.length, most).map((position) => all[position] as T);
}

function spreadPositions(length: number, most: number): number[] {
  if (length <= most) return [...Array(length).keys()];
  return Array.from({ length: most }, (_, position) => Math.floor((position * length) / most));
}

/** Takes the surest again and again, each time first of those whose kind and sentence were taken least. */
function choose(tried: readonly Tried[], count: number): Tried[] {
  const chosen: Tried[] = [];
  const left = new Map(tried.map((each) => [each.question, each]));
  const usesOf = ({ kind, passage }: Tried) =>
    chosen.filter((other) => other.kind === kind).length +
    2 * chosen.filter((other) => other.passage === passage).length;
  while (chosen.length < count && left.size > 0) {
    const [best] = [...left.values()].sort((a, b) => usesOf(a) - usesOf(b) || b.confidence - a.confidence);
    if (best === undefined) break;
    chosen.push(best);
    left.delete(best.question);
  }
  return chosen;
}
