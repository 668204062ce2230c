import { Composer, type Context } from 'telegraf';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';

/** `/start`: who the bot is and what it knows; the conversation begins anew. */
export function startFeature({
  articles,
  memory,
}: Pick<BotDependencies, 'articles' | 'memory'>): Composer<Context> {
  const feature = new Composer();
  feature.start((context) => {
    memory.forget({ chat: context.chat.id, user: context.from.id });
    const titles = [...articles.values()].map(({ title }) => title);
    return context.reply(messages.start(titles));
  });
  return feature;
}
