import { isQuestionWord } from '../arabic/function-words.ts';
import type { Lexicon } from '../arabic/lexicon.ts';
import { splitWords } from '../arabic/words.ts';
import type { ArticleCatalogue, ArticleFilter } from './article-catalogue.ts';
import { type PreviousTurn, readFollowUp } from './follow-up.ts';
import { readDatesAlone, readScope } from './question-scope.ts';
import { TOPIC_WORDS } from './source-cues.ts';

/** A question as it is looked up. */
export interface ReadQuestion {
  /** Complete, and without the words of its scope; empty where it asks for nothing beside its scope. */
  readonly text: string;
  /** The articles it asks; all of them where left out. */
  readonly scope?: ArticleFilter;
  /** Whether it asks what those say of something, which no few words of a sentence answer. */
  readonly isOpen?: boolean;
}

export interface ReadQuestionOptions {
  readonly question: string;
  readonly previous?: PreviousTurn | undefined;
  readonly lexicon: Lexicon;
  readonly catalogue: ArticleCatalogue;
  readonly today: Date;
}

/**
 * Completes a question that leans on the one before, and tells what it asks from which articles it is to be answered from.
 * One that leans keeps the scope of the one before, as far as it names none of its own; one that names nothing but a scope
 * asks the same again, there. A scope that holds every article limits nothing, and the question is left as it is.
 */
export function readQuestion(options: ReadQuestionOptions): ReadQuestion {
  const { question, previous, lexicon, catalogue, today } = options;
  const isWhole = (scope: ArticleFilter) => catalogue.filter(scope).length === catalogue.articles.size;
  const completed = previous && readFollowUp({ question, previous, lexicon });
  const text = completed ?? question;
  if (catalogue.articles.size < 2) return { text };

  const inherited = completed === undefined ? undefined : previous?.scope;
  const elsewhere = previous && readScopeAlone(options, inherited);
  if (elsewhere && !isWhole(elsewhere)) return scoped(previous.question, elsewhere);
  const own = readScope({ question: text, catalogue, lexicon, today, previous: previous?.scope });
  const scope = merge(inherited, own?.scope);
  return scope === undefined || isWhole(scope) ? { text } : scoped(own?.text ?? text, scope);
}

/** The scope that a question consists of, «And according to …?», «And in October?», with what it leaves as it was. */
function readScopeAlone(
  options: ReadQuestionOptions,
  inherited: ArticleFilter | undefined,
): ArticleFilter | undefined {
  const own = readScope({ ...options, previous: inherited });
  if (own) return own.text === '' ? merge(inherited, own.scope) : undefined;
  const published = inherited && readDatesAlone(options);
  return published && merge(inherited, { published });
}

function scoped(text: string, scope: ArticleFilter): ReadQuestion {
  return { text, scope, isOpen: isOpen(text) };
}

/** «What about …?», as is left of «What did … say about …?». */
function isOpen(text: string): boolean {
  const words = splitWords(text);
  const first = words.find(({ folded }) => !isQuestionWord(folded) && folded !== 'الذي');
  return first !== undefined && TOPIC_WORDS.has(first.folded);
}

/** What a question names itself takes the place of what the one before named; a title does not outlast either. */
function merge(
  inherited: ArticleFilter | undefined,
  own: ArticleFilter | undefined,
): ArticleFilter | undefined {
  if (inherited === undefined || own === undefined || own.title !== undefined) return own ?? inherited;
  const { title, ...rest } = inherited;
  return { ...rest, ...own };
}
