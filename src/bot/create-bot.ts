import { randomUUID } from 'node:crypto';
import { type Context, Telegraf } from 'telegraf';
import { type ConversationMemory, createConversationMemory } from '../answering/conversation-memory.ts';
import type { BotDependencies } from './bot-dependencies.ts';
import { helpFeature } from './features/help.ts';
import { otherMessagesFeature } from './features/other-messages.ts';
import { questionFeature } from './features/question.ts';
import { sourcesFeature } from './features/sources.ts';
import { startFeature } from './features/start.ts';
import { inOrder } from './in-order.ts';
import { messages } from './messages.ts';

export interface BotOptions extends Omit<BotDependencies, 'memory'> {
  readonly memory?: ConversationMemory;
  /** Where the Bot API answers, without a slash at the end. */
  readonly telegramApiRoot: string;
}

/** The bot with all its features; nothing is sent before it is launched. */
export function createBot(
  token: string,
  { telegramApiRoot, memory = createConversationMemory(), ...given }: BotOptions,
): Telegraf {
  const dependencies = { ...given, memory };
  const bot = new Telegraf(token, { telegram: { apiRoot: telegramApiRoot } });
  bot.use(
    inOrder(),
    startFeature(dependencies),
    helpFeature(dependencies),
    sourcesFeature(dependencies),
    questionFeature(dependencies),
    otherMessagesFeature(dependencies),
  );
  bot.catch((error, context) => apologise(error, context, dependencies));
  return bot;
}

/** The log gets the error, the user an apology with a reference that leads to it. */
async function apologise(
  error: unknown,
  context: Context,
  { logger }: Pick<BotDependencies, 'logger'>,
): Promise<void> {
  const reference = randomUUID().slice(0, 8);
  logger.error({ error, reference, update: context.update.update_id }, 'an update failed');
  if (!context.chat) return;
  await context.reply(messages.failure(reference)).catch((replyError: unknown) => {
    logger.warn({ error: replyError, reference }, 'the apology was not sent either');
  });
}
