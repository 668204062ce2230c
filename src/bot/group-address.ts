import type { Message, User } from 'telegraf/types';

/** Who the bot is, as Telegram told it. */
export type BotIdentity = Pick<User, 'id'> & { readonly username?: string | undefined };

export type TextMessage = Message.TextMessage;

/**
 * What a text says to the bot, its name left out; `undefined` where it is said to others. In a private chat everything
 * is said to the bot. In a group it is mentioned, or replied to, or given a command; a mention alone, in reply to
 * somebody else's text, hands that text on.
 */
export function saidToBot(message: TextMessage, bot: BotIdentity): string | undefined {
  const { text, chat, reply_to_message: repliedTo } = message;
  if (text.startsWith('/')) return isForOtherBot(text, bot) ? undefined : text;
  const mentions = mentionsOf(message, bot);
  const said = withoutRanges(text, mentions);
  if (mentions.length > 0 && said === '' && repliedTo && 'text' in repliedTo) return repliedTo.text;
  if (mentions.length > 0) return said;
  return chat.type === 'private' || repliedTo?.from?.id === bot.id ? text : undefined;
}

/** Whether a command names another bot: `/help@other_bot`. */
function isForOtherBot(text: string, { username }: BotIdentity): boolean {
  const named = /^\/\w+@(\w+)/.exec(text)?.[1];
  return named !== undefined && named.toLowerCase() !== username?.toLowerCase();
}

function mentionsOf({ text, entities = [] }: TextMessage, { id, username }: BotIdentity) {
  return entities.filter((entity) => {
    if (entity.type === 'text_mention') return entity.user.id === id;
    const named = text.slice(entity.offset, entity.offset + entity.length);
    return entity.type === 'mention' && named.toLowerCase() === `@${username}`.toLowerCase();
  });
}

function withoutRanges(text: string, ranges: readonly { offset: number; length: number }[]): string {
  const kept = ranges.toReversed().reduce((rest, { offset, length }) => {
    return `${rest.slice(0, offset)} ${rest.slice(offset + length)}`;
  }, text);
  return kept.replace(/^[\s،,:]+|\s+$/gu, '');
}
