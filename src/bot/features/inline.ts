import { LRUCache } from 'lru-cache';
import { Composer, type Context } from 'telegraf';
import { type FmtString, italic } from 'telegraf/format';
import type { InlineQueryResultArticle } from 'telegraf/types';
import type { Answer } from '../../answering/answer.ts';
import { fold } from '../../arabic/fold.ts';
import { isCited } from '../answer-views.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import { startParameter } from '../deep-link.ts';
import { isolate, joinTexts, shorten } from '../formatted-text.ts';
import { messages } from '../messages.ts';
import { inOneLine, type NumberedQuotation, renderAnswer, renderQuotations } from '../render-answer.ts';

const RESULTS = 5;
/** Seconds that Telegram may give the same answer to the same query; the articles may change meanwhile. */
const CACHE_TIME = 300;
/** Answers kept here: people type a question letter by letter, and then ask for its beginnings again. */
const CACHED_QUERIES = 500;
const TITLE_LENGTH = 60;
const DESCRIPTION_LENGTH = 120;

type InlineDependencies = Pick<
  BotDependencies,
  'answerer' | 'articles' | 'indexVersion' | 'suggestions' | 'logger'
>;

/** `@bot question` in any chat: up to five cited sentences to send there; suggestions where nothing is asked yet. */
export function inlineFeature(dependencies: InlineDependencies): Composer<Context> {
  const { logger } = dependencies;
  const cache = new LRUCache<string, readonly InlineQueryResultArticle[]>({
    max: CACHED_QUERIES,
    ttl: CACHE_TIME * 1000,
  });
  const feature = new Composer();
  feature.on('inline_query', async (context) => {
    const query = context.inlineQuery.query.trim();
    const results = query === '' ? await suggested() : await resultsFor(query);
    const parameter = startParameter(query) ?? 'inline';
    await context
      .answerInlineQuery([...results], {
        cache_time: CACHE_TIME,
        button: { text: messages.inline.open, start_parameter: parameter },
      })
      .catch((error: unknown) => logger.info({ error }, 'an inline query was not answered'));
  });
  return feature;

  async function resultsFor(query: string): Promise<readonly InlineQueryResultArticle[]> {
    const key = `${dependencies.indexVersion} ${fold(query)}`;
    const known = cache.get(key);
    if (known) return known;
    const { articles, answerer } = dependencies;
    const answer = await answerer.answer(query, { top: RESULTS });
    const results = renderResults(query, answer, articles);
    cache.set(key, results);
    return results;
  }

  /** The suggested questions, each with its answer. */
  async function suggested(): Promise<InlineQueryResultArticle[]> {
    const { answerer, articles, suggestions } = dependencies;
    return Promise.all(
      suggestions.slice(0, RESULTS).map(async (question, position) => {
        const { message } = renderAnswer(await answerer.answer(question), articles, { asked: question });
        return result(`s${position}`, question, messages.inline.suggestion, message);
      }),
    );
  }
}

function renderResults(
  query: string,
  answer: Answer,
  articles: InlineDependencies['articles'],
): InlineQueryResultArticle[] {
  const { outcome, citations, ranked } = answer;
  const asked = italic(isolate(shorten(query, 200)));
  if (outcome === 'rejected' || outcome === 'not_found' || citations.length === 0) {
    const { message } = renderAnswer(answer, articles, { asked: query });
    const isRejected = outcome === 'rejected';
    const title = isRejected ? messages.inline.rejected : messages.inline.notFound;
    return [result('0', title, inOneLine(answer, articles.size) ?? '', message)];
  }
  const further = ranked
    .filter((passage) => !isCited(passage, citations))
    .map((passage) => ({ ...passage, number: 1 }));
  const whole = renderAnswer(answer, articles, { asked: query }).message;
  const first = citations.slice(0, 1).map(({ text }) => {
    const title = outcome === 'related' ? messages.inline.related : (answer.answer?.text ?? text);
    return result('0', title, text, whole);
  });
  const others = [...citations.slice(1).map((citation) => ({ ...citation, number: 1 })), ...further]
    .slice(0, outcome === 'related' ? 0 : RESULTS - 1)
    .map((quotation: NumberedQuotation, position) => {
      const message = joinTexts([asked, renderQuotations([quotation], articles)], '\n\n');
      return result(String(position + 1), messages.inline.further, quotation.text, message);
    });
  return [...first, ...others];
}

function result(
  id: string,
  title: string,
  description: string,
  content: FmtString,
): InlineQueryResultArticle {
  const { text, entities = [] } = content;
  return {
    type: 'article',
    id,
    title: shorten(title, TITLE_LENGTH),
    description: shorten(description, DESCRIPTION_LENGTH),
    input_message_content: {
      message_text: text,
      entities,
      link_preview_options: { is_disabled: true },
    },
  };
}
