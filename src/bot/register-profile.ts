import type { Telegram } from 'telegraf';
import type { Logger } from '../logger.ts';
import { profiles } from './messages.ts';

/**
 * Tells Telegram the commands of the menu and what the bot says of itself before it is started: in Arabic to everybody,
 * in English to clients set to English.
 */
export async function registerProfile({
  telegram,
  logger,
  signal,
}: {
  telegram: Pick<Telegram, 'callApi'>;
  logger: Logger;
  /** Ends it, however far it is: nobody waits for it. */
  signal: AbortSignal;
}): Promise<void> {
  // telegraf's types name a polyfill's signal.
  const options = { signal: signal as never };
  try {
    for (const [language, profile] of [[undefined, profiles.ar] as const, ['en', profiles.en] as const]) {
      const inLanguage = language === undefined ? {} : { language_code: language };
      const commands = Object.entries(profile.commands).map(([command, description]) => ({
        command,
        description,
      }));
      await telegram.callApi('setMyCommands', { commands, ...inLanguage }, options);
      const { description, shortDescription: short_description } = profile;
      await telegram.callApi('setMyDescription', { description, ...inLanguage }, options);
      await telegram.callApi('setMyShortDescription', { short_description, ...inLanguage }, options);
    }
  } catch (error) {
    if (signal.aborted) return;
    logger.warn({ error }, 'the menu of commands was not registered; the bot works without it');
  }
}
