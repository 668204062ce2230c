import type { Telegram } from 'telegraf';
import type { Logger } from '../logger.ts';
import { messages } from './messages.ts';

/** Tells Telegram the commands of the menu and what the bot says of itself before it is started. */
export async function registerProfile({
  telegram,
  logger,
}: {
  telegram: Telegram;
  logger: Logger;
}): Promise<void> {
  const commands = Object.entries(messages.commands).map(([command, description]) => ({
    command,
    description,
  }));
  try {
    await telegram.setMyCommands(commands);
    await telegram.setMyDescription(messages.description);
    await telegram.setMyShortDescription(messages.shortDescription);
  } catch (error) {
    logger.warn({ error }, 'the menu of commands was not registered; the bot works without it');
  }
}
