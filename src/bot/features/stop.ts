import { Composer, type Context } from 'telegraf';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';

/** `/stop`: forgets what somebody asked in a chat, and what was answered. */
export function stopFeature({
  feedback,
  memory,
  shownAnswers,
}: Pick<BotDependencies, 'feedback' | 'memory' | 'shownAnswers'>): Composer<Context> {
  const feature = new Composer();
  feature.command('stop', async (context) => {
    const participant = { chat: context.chat.id, user: context.from.id };
    memory.forget(participant);
    shownAnswers.forget(participant.chat, participant.user);
    await feedback?.forget(participant);
    await context.reply(messages.forgotten);
  });
  return feature;
}
