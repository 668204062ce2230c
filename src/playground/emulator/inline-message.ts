import { badRequest } from './bot-api-error.ts';
import type { ChatMessage } from './chat-message.ts';
import type { EmulatorState } from './emulator-state.ts';

/** What the bot knows of a message that somebody sent by inline mode: not where it stands. */
export function inlineMessageId({ chat, message_id }: Pick<ChatMessage, 'chat' | 'message_id'>): string {
  return Buffer.from(`${chat.id}:${message_id}`).toString('base64url');
}

/** @throws BotApiError 400, where there is no such message */
export function requireInlineMessage({ chats }: Pick<EmulatorState, 'chats'>, id: string): ChatMessage {
  const [chatId = 0, messageId = 0] = Buffer.from(id, 'base64url').toString().split(':').map(Number);
  const message = chats.message(chatId, messageId);
  if (message?.via_bot === undefined) throw badRequest('MESSAGE_ID_INVALID');
  return message;
}
