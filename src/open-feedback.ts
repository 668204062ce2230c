import type { Config } from './config.ts';
import { FeedbackError } from './feedback/feedback-error.ts';
import type { FeedbackStore } from './feedback/feedback-store.ts';
import { openFeedbackStore } from './feedback/sqlite-feedback-store.ts';
import type { Logger } from './logger.ts';
import type { BotDatabase } from './open-bot-database.ts';

export interface OpenFeedbackOptions {
  readonly config: Pick<Config, 'feedback'>;
  /** The bot's token, for the hashes. */
  readonly secret: string;
  readonly logger: Logger;
  /** Takes the place of the file. */
  readonly database?: Pick<BotDatabase, 'feedback'> | undefined;
}

/** Where what people ask is kept; nothing where that is turned off, or can't be: the bot answers all the same. */
export function openFeedback({
  config,
  secret,
  logger,
  database,
}: OpenFeedbackOptions): FeedbackStore | undefined {
  if (config.feedback === undefined) return undefined;
  if (database !== undefined) return database.feedback({ days: config.feedback.days, secret });
  try {
    return openFeedbackStore({ ...config.feedback, secret });
  } catch (error) {
    if (!(error instanceof FeedbackError)) throw error;
    logger.warn({ reason: error.message }, 'what people ask is not kept');
    return undefined;
  }
}
