import { Composer, type Context } from 'telegraf';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';
import { send } from '../send.ts';

/** `/help`: how to ask, and the commands; `/about`: who answers, from what, and what is kept. */
export function helpFeature(
  dependencies: Pick<BotDependencies, 'articles' | 'feedback' | 'logger'>,
): Composer<Context> {
  const { logger } = dependencies;
  const feature = new Composer();
  feature.help((context) => send(() => context.reply(messages.help), logger));
  feature.command('about', (context) => {
    const titles = [...dependencies.articles.values()].map(({ title }) => title);
    return send(() => context.reply(messages.about(titles, dependencies.feedback !== undefined)), logger);
  });
  return feature;
}
