import { randomUUID } from 'node:crypto';
import pRetry from 'p-retry';
import { Context, Telegraf, type Telegram } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { type ConversationMemory, createConversationMemory } from '../answering/conversation-memory.ts';
import { errorReason } from '../error-reason.ts';
import type { FeedbackStore } from '../feedback/feedback-store.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { createAsk } from './asking.ts';
import type { BotDependencies, Knowledge } from './bot-dependencies.ts';
import { createButtons } from './buttons.ts';
import { accessFeature } from './features/access.ts';
import { adminFeature } from './features/admin.ts';
import { answerButtonsFeature } from './features/answer-buttons.ts';
import { type FloodLimits, floodLimitFeature } from './features/flood-limit.ts';
import { groupsFeature, onlyWhenSpokenTo } from './features/groups.ts';
import { helpFeature } from './features/help.ts';
import { inlineFeature } from './features/inline.ts';
import { otherMessagesFeature } from './features/other-messages.ts';
import { proofFeature } from './features/proof.ts';
import { questionFeature } from './features/question.ts';
import { type ReloadOptions, reloadFeature } from './features/reload.ts';
import { sourcesFeature } from './features/sources.ts';
import { startFeature } from './features/start.ts';
import { stopFeature } from './features/stop.ts';
import { messages } from './messages.ts';
import { createNoticeBoard, type NoticeBoard } from './notice-board.ts';
import { createBotApiClient } from './outgoing/bot-api-client.ts';
import type { SendingRates } from './outgoing/chat-turns.ts';
import { createOutgoing, type RetryOptions } from './outgoing/outgoing.ts';
import { UncertainDeliveryError } from './outgoing/uncertain-delivery-error.ts';
import { UnreachableChatError } from './outgoing/unreachable-chat-error.ts';
import { createShownAnswers } from './shown-answers.ts';

/** What answers come from is read at each use: its fields may be getters of something that is replaced. */
export interface BotOptions
  extends Pick<Knowledge, 'answerer' | 'articles' | 'readArticle' | 'findArticles'>,
    Partial<Pick<Knowledge, 'indexVersion' | 'suggestions'>>,
    Pick<BotDependencies, 'logger'> {
  readonly memory?: ConversationMemory;
  /** What people asked is not kept where left out. */
  readonly feedback?: FeedbackStore | undefined;
  readonly metrics?: Metrics;
  /** Where the Bot API answers, without a slash at the end. */
  readonly telegramApiRoot: string;
  /** The chats that are answered; all of them where it is empty. */
  readonly allowedChats?: ReadonlySet<number>;
  /** Messages a minute that are answered. */
  readonly floodLimits?: FloodLimits;
  readonly notices?: NoticeBoard;
  readonly adminIds?: ReadonlySet<number>;
  /** Changes to the index that is on disk now. Left out, there is no `/reload`. */
  readonly reload?: ReloadOptions['reload'];
  readonly sendingRates?: SendingRates;
  readonly sendingRetries?: RetryOptions;
}

export const DEFAULT_FLOOD_LIMITS: FloodLimits = { user: 30, group: 60 };

/**
 * Milliseconds that a handler may take in all; less than that it can't be, as it may have to wait for the pause that
 * Telegram asks for.
 */
const HANDLER_TIMEOUT = 10 * 60_000;

/** Further attempts to apologise, or to say that an answer may be lost: to say it twice does no harm. */
const APOLOGY_RETRIES = 4;

/** The bot with all its features; nothing is sent before it is launched. */
export function createBot(token: string, options: BotOptions): Telegraf {
  const { logger, metrics = createMetrics(), notices = createNoticeBoard() } = options;
  const {
    allowedChats = new Set(),
    floodLimits = DEFAULT_FLOOD_LIMITS,
    adminIds = new Set(),
    reload,
  } = options;
  const bot = createClient(token, options, metrics);
  const dependencies = dependenciesOf(token, options);
  const ask = createAsk(dependencies);
  bot.use(
    accessFeature({ allowedChats, notices }),
    groupsFeature(dependencies),
    onlyWhenSpokenTo(dependencies),
    floodLimitFeature({ limits: floodLimits, notices, metrics }),
    inlineFeature(dependencies),
    answerButtonsFeature({ dependencies, ask }),
    startFeature({ dependencies, ask }),
    helpFeature(dependencies),
    sourcesFeature(dependencies),
    proofFeature(dependencies),
    stopFeature(dependencies),
    adminFeature(dependencies),
  );
  if (reload) bot.use(reloadFeature({ adminIds, reload }));
  bot.use(questionFeature({ ask, shownAnswers: dependencies.shownAnswers }), otherMessagesFeature());
  bot.catch((error, context) => apologise(error, context, { logger, metrics }));
  return bot;
}

/** telegraf itself, with one way out for whatever is sent. */
function createClient(
  token: string,
  { telegramApiRoot, logger, sendingRates, sendingRetries }: BotOptions,
  metrics: Metrics,
): Telegraf {
  const bot: Telegraf = new Telegraf(token, {
    telegram: { apiRoot: telegramApiRoot, webhookReply: false },
    handlerTimeout: HANDLER_TIMEOUT,
    // telegraf makes a client for each update: every one is to go through the one way out.
    contextType: class extends Context {
      constructor(update: Update, _: Telegram, botInfo: UserFromGetMe) {
        super(update, bot.telegram, botInfo);
      }
    },
  });
  bot.telegram.callApi = createOutgoing({
    callApi: createBotApiClient({ token, apiRoot: telegramApiRoot }),
    logger,
    metrics,
    ...(sendingRates && { rates: sendingRates }),
    ...(sendingRetries && { retries: sendingRetries }),
  }) as Telegram['callApi'];
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
    readArticle: (id) => options.readArticle(id),
    findArticles: (query) => options.findArticles(query),
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
  { logger, metrics }: Pick<BotDependencies, 'logger'> & { readonly metrics: Metrics },
): Promise<void> {
  if (error instanceof UnreachableChatError) {
    logger.info({ reason: error.message }, 'a message had nobody to go to');
    return;
  }
  const reference = randomUUID().slice(0, 8);
  metrics.handlerFailures.inc();
  logger.error({ error, reference, update: context.update.update_id }, 'an update failed');
  if (context.callbackQuery) {
    await context.answerCbQuery(messages.failure(reference)).catch((queryError: unknown) => {
      logger.warn({ reason: errorReason(queryError), reference }, 'the press was not answered either');
    });
    return;
  }
  if (context.chat?.id === undefined) return;
  const isUncertain = error instanceof UncertainDeliveryError;
  const apology = isUncertain ? messages.maybeLost(reference) : messages.failure(reference);
  await pRetry(() => context.reply(apology), {
    retries: APOLOGY_RETRIES,
    minTimeout: 500,
    randomize: true,
    shouldRetry: ({ error: replyError }) => replyError instanceof UncertainDeliveryError,
  }).catch((replyError: unknown) => {
    logger.warn({ reason: errorReason(replyError), reference }, 'the apology was not sent either');
  });
}
