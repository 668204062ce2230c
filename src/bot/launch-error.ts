/** Telegram refuses the bot: says why and what to do. Trying again would not help. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}
