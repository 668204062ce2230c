import { Composer, type Context } from 'telegraf';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';
import { send } from '../send.ts';

/** `/start`: who the bot is and what it knows; the conversation begins anew. */
export function startFeature({
  articles,
  logger,
  memory,
}: Pick<BotDependencies, 'articles' | 'logger' | 'memory'>): Composer<Context> {
  const feature = new Composer();
  const titles = [...articles.values()].map(({ title }) => title);
  feature.start((context) => {
    memory.forget({ chat: context.chat.id, user: context.from.id });
    return send(() => context.reply(messages.start(titles)), logger);
  });
  return feature;
}
