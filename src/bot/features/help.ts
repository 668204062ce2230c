import { Composer, type Context } from 'telegraf';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';
import { send } from '../send.ts';

/** `/help`: how to ask, and the commands. */
export function helpFeature({ logger }: Pick<BotDependencies, 'logger'>): Composer<Context> {
  const feature = new Composer();
  feature.help((context) => send(() => context.reply(messages.help), logger));
  return feature;
}
