import type { Chat, User } from 'telegraf/types';
import type { ChatMessage } from './chat-message.ts';

/** Kinds of chat that the emulator plays. */
export type ChatType = 'private' | 'group' | 'supergroup';

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

export interface ChatStoreOptions {
  /** Beyond this many, the chat longest untouched is forgotten. */
  readonly maxChats: number;
  /** A chat's oldest messages beyond this many are forgotten. */
  readonly maxMessages: number;
}

interface ChatRecord {
  readonly chat: Chat;
  readonly messages: Map<number, ChatMessage>;
  readonly members: Map<number, { readonly user: User; readonly status: MemberStatus }>;
}

/** The chats that the bot knows, with their latest messages and members. */
export interface ChatStore {
  /** The chat, made where it is new. */
  open(chat: Chat): Chat;
  find(chatId: number | string): Chat | undefined;
  forget(chatId: number): void;
  /** Message identifiers are unique over all chats, as they are among a bot's private chats. */
  nextMessageId(): number;
  /** Adds a message, or puts it in the place of the one with the same identifier. */
  put(message: ChatMessage): void;
  remove(chatId: number, messageId: number): boolean;
  message(chatId: number, messageId: number): ChatMessage | undefined;
  /** Oldest first. */
  messages(chatId: number): ChatMessage[];
  setMember(chatId: number, user: User, status: MemberStatus): void;
  member(chatId: number, userId: number): { readonly user: User; readonly status: MemberStatus } | undefined;
}

export function createChatStore({ maxChats, maxMessages }: ChatStoreOptions): ChatStore {
  const records = new Map<number, ChatRecord>();
  let lastMessageId = 0;

  function touch(record: ChatRecord): void {
    records.delete(record.chat.id);
    records.set(record.chat.id, record);
    dropOldest(records, maxChats);
  }

  return {
    open(chat) {
      const known = records.get(chat.id);
      touch(known ?? { chat, messages: new Map(), members: new Map() });
      return known?.chat ?? chat;
    },
    find(chatId) {
      if (typeof chatId === 'number') return records.get(chatId)?.chat;
      const name = chatId.replace(/^@/u, '').toLowerCase();
      const chats = [...records.values()].map((record) => record.chat);
      return chats.find((chat) => chat.type !== 'group' && chat.username?.toLowerCase() === name);
    },
    forget(chatId) {
      records.delete(chatId);
    },
    nextMessageId() {
      lastMessageId += 1;
      return lastMessageId;
    },
    put(message) {
      const record = records.get(message.chat.id);
      if (record === undefined) return;
      record.messages.set(message.message_id, message);
      dropOldest(record.messages, maxMessages);
      touch(record);
    },
    remove: (chatId, messageId) => records.get(chatId)?.messages.delete(messageId) ?? false,
    message: (chatId, messageId) => records.get(chatId)?.messages.get(messageId),
    messages: (chatId) => [...(records.get(chatId)?.messages.values() ?? [])],
    setMember(chatId, user, status) {
      records.get(chatId)?.members.set(user.id, { user, status });
    },
    member: (chatId, userId) => records.get(chatId)?.members.get(userId),
  };
}

function dropOldest<K, V>(map: Map<K, V>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
