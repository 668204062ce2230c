import type { Config } from './config.ts';
import { FeedbackError } from './feedback/feedback-error.ts';
import type { FeedbackStore } from './feedback/feedback-store.ts';
import { openFeedbackStore } from './feedback/sqlite-feedback-store.ts';
import type { Logger } from './logger.ts';

export interface OpenFeedbackOptions {
  readonly config: Pick<Config, 'feedback'>;
  /** The bot's token, for the hashes. */
  readonly secret: string;
  readonly logger: Logger;
}

/** Where what people ask is kept; nothing where that is turned off, or can't be: the bot answers all the same. */
export function openFeedback({ config, secret, logger }: OpenFeedbackOptions): FeedbackStore | undefined {
  if (config.feedback === undefined) return undefined;
  try {
    return openFeedbackStore({ ...config.feedback, secret });
  } catch (error) {
    if (!(error instanceof FeedbackError)) throw error;
    logger.warn({ reason: error.message }, 'what people ask is not kept');
    return undefined;
  }
}
