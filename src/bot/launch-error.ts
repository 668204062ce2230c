import { ForeseenError } from '../foreseen-error.ts';

/** Telegram refuses the bot: says why and what to do. Trying again would not help. */
export class LaunchError extends ForeseenError {
  override readonly name = 'LaunchError';
}
