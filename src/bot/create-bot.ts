import { randomUUID } from 'node:crypto';
import { type Context, Telegraf } from 'telegraf';
import { type ConversationMemory, createConversationMemory } from '../answering/conversation-memory.ts';
import type { FeedbackStore } from '../feedback/feedback-store.ts';
import { createAsk } from './asking.ts';
import type { BotDependencies, Knowledge } from './bot-dependencies.ts';
import { createButtons } from './buttons.ts';
import { adminFeature } from './features/admin.ts';
import { answerButtonsFeature } from './features/answer-buttons.ts';
import { groupsFeature, onlyWhenSpokenTo } from './features/groups.ts';
import { helpFeature } from './features/help.ts';
import { inlineFeature } from './features/inline.ts';
import { otherMessagesFeature } from './features/other-messages.ts';
import { proofFeature } from './features/proof.ts';
import { questionFeature } from './features/question.ts';
import { sourcesFeature } from './features/sources.ts';
import { startFeature } from './features/start.ts';
import { stopFeature } from './features/stop.ts';
import { inOrder } from './in-order.ts';
import { messages } from './messages.ts';
import { createShownAnswers } from './shown-answers.ts';

/** What answers come from is read at each use: its fields may be getters of something that is replaced. */
export interface BotOptions
  extends Pick<Knowledge, 'answerer' | 'articles'>,
    Partial<Pick<Knowledge, 'indexVersion' | 'suggestions'>>,
    Pick<BotDependencies, 'logger'> {
  readonly memory?: ConversationMemory;
  /** What people asked is not kept where left out. */
  readonly feedback?: FeedbackStore | undefined;
  readonly adminIds?: ReadonlySet<number>;
  /** Where the Bot API answers, without a slash at the end. */
  readonly telegramApiRoot: string;
}

/** The bot with all its features; nothing is sent before it is launched. */
export function createBot(token: string, options: BotOptions): Telegraf {
  const dependencies = dependenciesOf(token, options);
  const bot = new Telegraf(token, { telegram: { apiRoot: options.telegramApiRoot } });
  const ask = createAsk(dependencies);
  bot.use(
    inOrder(),
    groupsFeature(dependencies),
    inlineFeature(dependencies),
    answerButtonsFeature({ dependencies, ask }),
    onlyWhenSpokenTo(dependencies),
    startFeature({ dependencies, ask }),
    helpFeature(dependencies),
    sourcesFeature(dependencies),
    proofFeature(dependencies),
    stopFeature(dependencies),
    adminFeature(dependencies),
    questionFeature({ ask, ...dependencies }),
    otherMessagesFeature(dependencies),
  );
  bot.catch((error, context) => apologise(error, context, dependencies));
  return bot;
}

function dependenciesOf(token: string, options: BotOptions): BotDependencies {
  const { logger, feedback, memory = createConversationMemory(), adminIds = new Set() } = options;
  return {
    get answerer() {
      return options.answerer;
    },
    get articles() {
      return options.articles;
    },
    get indexVersion() {
      return options.indexVersion ?? '';
    },
    get suggestions() {
      return options.suggestions ?? [];
    },
    logger,
    memory,
    feedback,
    adminIds,
    shownAnswers: createShownAnswers(),
    buttons: createButtons(token),
  };
}

/** The log gets the error, the user an apology with a reference that leads to it. */
async function apologise(
  error: unknown,
  context: Context,
  { logger }: Pick<BotDependencies, 'logger'>,
): Promise<void> {
  const reference = randomUUID().slice(0, 8);
  logger.error({ error, reference, update: context.update.update_id }, 'an update failed');
  if (context.callbackQuery) {
    await context.answerCbQuery(messages.failure(reference)).catch((queryError: unknown) => {
      logger.warn({ error: queryError, reference }, 'the press was not answered either');
    });
    return;
  }
  if (!context.chat) return;
  await context.reply(messages.failure(reference)).catch((replyError: unknown) => {
    logger.warn({ error: replyError, reference }, 'the apology was not sent either');
  });
}
