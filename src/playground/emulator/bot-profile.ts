import type { BotCommand, Chat } from 'telegraf/types';

/** To whom a list of commands is shown; `BotCommandScope` of the Bot API. */
export interface CommandScope {
  readonly type: string;
  readonly chat_id?: number | string | undefined;
  readonly user_id?: number | undefined;
}

/** A text of the bot that exists once for all languages and, at wish, once more for a language. */
export interface LocalisedText {
  /** The empty text removes it. */
  set(text: string, languageCode: string): void;
  /** The text for the language, else that for all, else what the bot was born with. */
  get(languageCode: string): string;
}

/** What a bot tells of itself. */
export interface BotProfile {
  readonly name: LocalisedText;
  readonly description: LocalisedText;
  readonly shortDescription: LocalisedText;
  setCommands(commands: readonly BotCommand[], scope: CommandScope, languageCode: string): void;
  /** Exactly the list that was set for the scope and the language. */
  commands(scope: CommandScope, languageCode: string): readonly BotCommand[];
  /** What somebody sees in a chat, by Telegram's order of scopes; administrators' scopes left aside. */
  commandsSeenIn(
    chat: Pick<Chat, 'id' | 'type'>,
    userId: number,
    languageCode: string,
  ): readonly BotCommand[];
}

export function createBotProfile({ name }: { readonly name: string }): BotProfile {
  const lists = new Map<string, readonly BotCommand[]>();

  return {
    name: createLocalisedText(name),
    description: createLocalisedText(''),
    shortDescription: createLocalisedText(''),
    setCommands(commands, scope, languageCode) {
      const key = listKey(scope, languageCode);
      if (commands.length === 0) lists.delete(key);
      else lists.set(key, commands);
    },
    commands: (scope, languageCode) => lists.get(listKey(scope, languageCode)) ?? [],
    commandsSeenIn(chat, userId, languageCode) {
      const candidates = scopesOf(chat, userId).flatMap((scope) => [
        lists.get(listKey(scope, languageCode)),
        lists.get(listKey(scope, '')),
      ]);
      return candidates.find((list) => list !== undefined) ?? [];
    },
  };
}

function createLocalisedText(initial: string): LocalisedText {
  const texts = new Map<string, string>();
  return {
    set(text, languageCode) {
      if (text === '') texts.delete(languageCode);
      else texts.set(languageCode, text);
    },
    get: (languageCode) => texts.get(languageCode) ?? texts.get('') ?? initial,
  };
}

function listKey({ type, chat_id, user_id }: CommandScope, languageCode: string): string {
  return [type, chat_id ?? '', user_id ?? '', languageCode].join('\n');
}

function scopesOf({ id, type }: Pick<Chat, 'id' | 'type'>, userId: number): CommandScope[] {
  const ofChat = { type: 'chat', chat_id: id };
  return type === 'private'
    ? [ofChat, { type: 'all_private_chats' }, { type: 'default' }]
    : [
        { type: 'chat_member', chat_id: id, user_id: userId },
        ofChat,
        { type: 'all_group_chats' },
        { type: 'default' },
      ];
}
