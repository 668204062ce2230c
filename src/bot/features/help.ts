import { Composer, type Context } from 'telegraf';
import { messages } from '../messages.ts';

/** `/help`: how to ask, and the commands. */
export function helpFeature(): Composer<Context> {
  const feature = new Composer();
  feature.help((context) => context.reply(messages.help));
  return feature;
}
