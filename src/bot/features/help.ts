import { Composer, type Context } from 'telegraf';
import { countSources } from '../article-views.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';

/** `/help`: how to ask, and the commands; `/about`: who answers, from what, and what is kept. */
export function helpFeature(dependencies: Pick<BotDependencies, 'articles' | 'feedback'>): Composer<Context> {
  const feature = new Composer();
  feature.help((context) => context.reply(messages.help));
  feature.command('about', (context) => {
    const { articles, feedback } = dependencies;
    return context.reply(messages.about(countSources(articles), feedback !== undefined));
  });
  return feature;
}
