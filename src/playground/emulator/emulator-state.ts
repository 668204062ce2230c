import type { Chat, User } from 'telegraf/types';
import { BotApiError, badRequest } from './bot-api-error.ts';
import type { BotProfile } from './bot-profile.ts';
import type { ChatMessage } from './chat-message.ts';
import type { ChatStore } from './chat-store.ts';
import type { CallbackAnswer, EventHub } from './emulator-event.ts';
import type { PendingQueries } from './pending-queries.ts';
import type { InlineResult } from './query-methods.ts';
import type { UpdateQueue } from './update-queue.ts';

/** A press of a button that waits for the bot's answer. */
export interface PressedButton {
  readonly chatId: number;
}

/** What a bot offers in answer to an inline query. */
export interface InlineAnswer {
  readonly queryId: string;
  /** Shown above the results: opens the private chat with the bot, as a link with `?start=` would. */
  readonly button?: { readonly text: string; readonly start_parameter?: string | undefined };
  readonly results: readonly InlineResult[];
  readonly nextOffset: string;
  /** Seconds. */
  readonly cacheTime: number;
  readonly isPersonal: boolean;
}

/** What `setWebhook` stored. */
export interface Webhook {
  readonly url: string;
  readonly maxConnections: number;
  readonly secretToken?: string;
}

/** All that one emulated bot is; the methods of the Bot API read and change it. */
export interface EmulatorState {
  readonly bot: User & { readonly username: string };
  readonly profile: BotProfile;
  readonly chats: ChatStore;
  readonly events: EventHub;
  readonly updates: UpdateQueue;
  readonly callbackQueries: PendingQueries<PressedButton, CallbackAnswer>;
  readonly inlineQueries: PendingQueries<object, InlineAnswer>;
  webhook: Webhook | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Telegram's `date`: whole seconds since 1970. */
export function unixTime(state: Pick<EmulatorState, 'now'>): number {
  return Math.floor(state.now() / 1000);
}

/** The bot as it calls itself now. */
export function botUser({ bot, profile }: Pick<EmulatorState, 'bot' | 'profile'>): User {
  return { ...bot, first_name: profile.name.get('') };
}

/** Whether the bot is in a chat; it was never in a chat that it has not met. */
export function isBotIn({ bot, chats }: Pick<EmulatorState, 'bot' | 'chats'>, chatId: number): boolean {
  const status = chats.member(chatId, bot.id)?.status;
  return chats.find(chatId) !== undefined && status !== 'left' && status !== 'kicked';
}

/** @throws BotApiError 400, where the bot has not met the chat; 403, where it is not in it any more */
export function requireChat(state: EmulatorState, chatId: number | string | undefined): Chat {
  if (chatId === undefined || chatId === '') throw badRequest('chat_id is empty');
  const chat = state.chats.find(chatId);
  if (chat === undefined) throw badRequest('chat not found');
  if (!isBotIn(state, chat.id)) {
    throw new BotApiError(403, `Forbidden: bot is not a member of the ${chat.type} chat`);
  }
  return chat;
}

/** @throws BotApiError 400, where there is no such message; `purpose` is Telegram's word: edit, delete, react */
export function requireMessage(
  { chats }: EmulatorState,
  chat: Chat,
  messageId: number | undefined,
  purpose: string,
): ChatMessage {
  if (messageId === undefined) throw badRequest('message identifier is not specified');
  const message = chats.message(chat.id, messageId);
  if (message === undefined) throw badRequest(`message to ${purpose} not found`);
  return message;
}
