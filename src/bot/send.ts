import { setTimeout as wait } from 'node:timers/promises';
import { TelegramError } from 'telegraf';
import type { Logger } from '../logger.ts';

/** Seconds that Telegram may ask to wait; a longer pause would hold up the chat's next question for too long. */
const LONGEST_PAUSE = 60;

/**
 * Sends something, once more after the pause that Telegram asks for where there was too much at once. A chat that blocked
 * the bot or is gone is no error: there is nobody to tell.
 *
 * @returns what Telegram answered; `undefined` where nobody can be reached.
 */
export async function send<T>(request: () => Promise<T>, logger: Logger): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    if (error.code === 403) {
      logger.info({ reason: error.description }, 'a message had nobody to go to');
      return undefined;
    }
    const pause = error.parameters?.retry_after;
    if (error.code !== 429 || pause === undefined || pause > LONGEST_PAUSE) throw error;
    logger.warn({ seconds: pause }, 'Telegram asked for a pause');
    await wait(pause * 1000);
    return request();
  }
}
