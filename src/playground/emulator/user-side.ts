import type { BotCommand, Chat } from 'telegraf/types';
import type { ChatMessage, MessageContent } from './chat-message.ts';
import type { ChatType, MemberStatus } from './chat-store.ts';
import type { CallbackAnswer, EmulatorListener } from './emulator-event.ts';
import type { InlineAnswer } from './emulator-state.ts';
import type { TextEntity } from './formatted-text.ts';

/** Who writes, and where. */
export interface Sender {
  readonly chatId: number;
  /** The chat's own number in a private chat, where left out. */
  readonly userId?: number;
  /** `private` for positive chat numbers, `supergroup` for negative ones, where left out. */
  readonly chatType?: ChatType;
  readonly chatTitle?: string;
  readonly firstName?: string;
  readonly username?: string;
  readonly languageCode?: string;
}

export interface IncomingMessage extends Sender, MessageContent {
  readonly text?: string;
  /** Found in the text, as Telegram does, where left out. */
  readonly entities?: readonly TextEntity[];
  /** The number of the message that this one replies to. */
  readonly replyTo?: number;
}

export interface MessageEdit {
  readonly chatId: number;
  readonly messageId: number;
  readonly text: string;
  readonly entities?: readonly TextEntity[];
}

export interface ButtonPress {
  readonly chatId: number;
  readonly messageId: number;
  /** The button's `callback_data`. */
  readonly data: string;
  /** The chat's own number, where left out. */
  readonly userId?: number;
  readonly languageCode?: string;
  /** Sends data that stands on no button, or presses on a message that is gone, as an old client might. */
  readonly force?: boolean;
}

export interface InlineRequest {
  readonly userId: number;
  readonly query: string;
  readonly offset?: string;
  readonly languageCode?: string;
  readonly timeoutMs?: number;
}

/** How the bot presents itself to somebody. */
export interface BotCard {
  readonly name: string;
  readonly username: string;
  readonly description: string;
  readonly shortDescription: string;
  readonly commands: readonly BotCommand[];
}

/** What people do with a bot: the emulator seen from the chat. */
export interface UserSide {
  /** Makes the chat known to the bot without writing in it. */
  openChat(sender: Sender): Chat;
  /** Somebody writes: the chat is made where it is new, and the bot gets a `message` update. */
  receiveMessage(message: IncomingMessage): ChatMessage;
  /** Somebody edits a message of theirs: the bot gets an `edited_message` update. */
  editMessage(edit: MessageEdit): ChatMessage;
  /**
   * Somebody presses a button: the bot gets a `callback_query` update.
   *
   * @returns the query's identifier
   * @throws Error where no such button stands under the message, unless forced
   */
  pressButton(press: ButtonPress): string;
  /** How the bot answered a press. @throws Error where it did not in time */
  callbackAnswer(queryId: string, options?: { readonly timeoutMs?: number }): Promise<CallbackAnswer>;
  /** Somebody types `@bot query`. @throws Error where the bot does not answer in time */
  inlineQuery(request: InlineRequest): Promise<InlineAnswer>;
  /** Somebody adds the bot to a group: the bot gets a `my_chat_member` update. */
  addBot(sender: Sender): void;
  /** Somebody removes the bot from a group: the bot gets a `my_chat_member` update. */
  removeBot(sender: Sender): void;
  /** Sets somebody's place in a chat, as `getChatMember` tells it. */
  setChatMember(chatId: number, userId: number, status: MemberStatus): void;
  /** Oldest first; the users' and the bot's. */
  messages(chatId: number): readonly ChatMessage[];
  /** @returns a function that ends the subscription */
  subscribe(chatId: number, listener: EmulatorListener): () => void;
  /** The first message of the bot after the given one, or after the last of a user. @throws Error on time-out */
  waitForReply(
    chatId: number,
    options?: { readonly after?: number | undefined; readonly timeoutMs?: number },
  ): Promise<ChatMessage>;
  botCard(options: { readonly chatId: number; readonly languageCode: string }): BotCard;
}
