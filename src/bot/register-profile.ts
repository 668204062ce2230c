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
}: {
  telegram: Telegram;
  logger: Logger;
}): Promise<void> {
  try {
    for (const [language, profile] of [[undefined, profiles.ar] as const, ['en', profiles.en] as const]) {
      const commands = Object.entries(profile.commands).map(([command, description]) => ({
        command,
        description,
      }));
      await telegram.setMyCommands(commands, language && { language_code: language });
      await telegram.setMyDescription(profile.description, language);
      await telegram.setMyShortDescription(profile.shortDescription, language);
    }
  } catch (error) {
    logger.warn({ error }, 'the menu of commands was not registered; the bot works without it');
  }
}
