import { Composer, type Context } from 'telegraf';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';

/** `/start`: who the bot is and what it knows. */
export function startFeature({ articles }: Pick<BotDependencies, 'articles'>): Composer<Context> {
  const feature = new Composer();
  const titles = [...articles.values()].map(({ title }) => title);
  feature.start((context) => context.reply(messages.start(titles)));
  return feature;
}
