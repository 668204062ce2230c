import type { RecordedCall } from './bot-api-routes.ts';
import { changeBotStatus } from './bot-membership.ts';
import { type ChatMessage, toBotApiMessage, withoutReply } from './chat-message.ts';
import type { MemberStatus } from './chat-store.ts';
import { createInlineSide } from './create-inline-side.ts';
import { detectEntities } from './detected-entities.ts';
import { type EmulatorState, isBotIn, unixTime } from './emulator-state.ts';
import { enterChat, userOf } from './enter-chat.ts';
import type { TextEntity } from './formatted-text.ts';
import { inlineMessageId } from './inline-message.ts';
import { postMessage } from './post-message.ts';
import { createReplyWaiter } from './reply-waiter.ts';
import type { IncomingMessage, MessageEdit, Sender, UserSide } from './user-side.ts';

/** How long to wait for the bot's answer to a press. */
const DEFAULT_TIMEOUT_MS = 5_000;

/** The users' side of one emulated bot. */
export function createUserSide({
  state,
  calls,
}: {
  readonly state: EmulatorState;
  readonly calls: readonly RecordedCall[];
}): UserSide {
  const { chats, events, updates, profile } = state;

  function userMessage({ chatId, messageId, userId }: MessageEdit): ChatMessage {
    const message = chats.message(chatId, messageId);
    if (message === undefined) throw new Error(`There is no message ${messageId} in chat ${chatId}`);
    if (message.from.id === state.bot.id)
      throw new Error(`Message ${messageId} is the bot's: users can't edit it`);
    if (userId !== undefined && message.from.id !== userId)
      throw new Error(`Message ${messageId} is of user ${message.from.id}: ${userId} can't edit it`);
    return message;
  }

  function changeMembership(sender: Sender, status: MemberStatus): void {
    const { chat, user } = enterChat(state, sender);
    if (chat.type === 'private') throw new Error(`Chat ${chat.id} is private: the bot is always in it`);
    changeBotStatus(state, { chat, actor: user, status });
  }

  return {
    ...createInlineSide(state),

    openChat: (sender) => enterChat(state, sender).chat,

    receiveMessage(incoming) {
      const { chat, user } = enterChat(state, incoming);
      const { text, entities, replyTo, content } = splitIncoming(incoming);
      const repliedTo = replyTo === undefined ? undefined : chats.message(chat.id, replyTo);
      return postMessage(state, {
        from: user,
        chat,
        ...content,
        ...textFields(text, entities),
        ...(repliedTo && { reply_to_message: withoutReply(repliedTo) }),
      });
    },

    editMessage(edit) {
      const { chatId, text, entities } = edit;
      const { entities: _, ...message } = userMessage(edit);
      const edited = { ...message, edit_date: unixTime(state), ...textFields(text, entities) };
      chats.put(edited);
      events.emit(chatId, { type: 'edit', message: edited });
      if (isBotIn(state, chatId)) updates.push({ edited_message: toBotApiMessage(edited) });
      return edited;
    },

    pressButton({ messageId, data, force = false, ...presser }) {
      const message = chats.message(presser.chatId, messageId);
      const buttons = message?.reply_markup?.inline_keyboard?.flat() ?? [];
      if (!force && !buttons.some((button) => button.callback_data === data)) {
        throw new Error(
          `There is no button with the data "${data}" under message ${messageId} of chat ${presser.chatId}`,
        );
      }
      const { chat, user } = enterChat(state, presser);
      const id = state.callbackQueries.add({ chatId: chat.id });
      const shown = message ? toBotApiMessage(message) : { chat, message_id: messageId, date: 0 };
      const target = message?.via_bot ? { inline_message_id: inlineMessageId(message) } : { message: shown };
      updates.push({ callback_query: { id, from: user, ...target, chat_instance: String(chat.id), data } });
      return id;
    },

    callbackAnswer: (queryId, { timeoutMs = DEFAULT_TIMEOUT_MS } = {}) =>
      state.callbackQueries.answerOf(queryId, timeoutMs),

    addBot: (sender) => changeMembership(sender, 'member'),
    removeBot: (sender) => changeMembership(sender, 'kicked'),

    setChatMember(chatId, userId, status) {
      chats.setMember(chatId, chats.member(chatId, userId)?.user ?? userOf({ chatId, userId }), status);
    },

    messages: (chatId) => chats.messages(chatId),
    subscribe: events.subscribe,

    waitForReply: createReplyWaiter({ state, calls }),

    botCard({ chatId, userId = chatId, languageCode }) {
      const chat = chats.find(chatId) ?? { id: chatId, type: chatId > 0 ? 'private' : 'supergroup' };
      return {
        name: profile.name.get(languageCode),
        username: state.bot.username,
        description: profile.description.get(languageCode),
        shortDescription: profile.shortDescription.get(languageCode),
        commands: profile.commandsSeenIn(chat, userId, languageCode),
        isMember: chat.type === 'private' || isBotIn(state, chatId),
      };
    },
  };
}

function splitIncoming(incoming: IncomingMessage) {
  const {
    chatId: _chatId,
    userId: _userId,
    chatType: _chatType,
    chatTitle: _chatTitle,
    isForum: _isForum,
    firstName: _firstName,
    username: _username,
    languageCode: _languageCode,
    text,
    entities,
    replyTo,
    ...content
  } = incoming;
  return { text, entities, replyTo, content };
}

function textFields(text: string | undefined, entities: readonly TextEntity[] | undefined) {
  if (text === undefined) return {};
  const all = entities ?? detectEntities(text);
  return { text, ...(all.length > 0 && { entities: all }) };
}
