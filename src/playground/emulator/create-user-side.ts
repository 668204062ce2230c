import type { Chat, User } from 'telegraf/types';
import type { RecordedCall } from './bot-api-routes.ts';
import { type ChatMessage, toBotApiMessage, withoutReply } from './chat-message.ts';
import type { MemberStatus } from './chat-store.ts';
import { detectEntities } from './detected-entities.ts';
import { botUser, type EmulatorState, unixTime } from './emulator-state.ts';
import type { TextEntity } from './formatted-text.ts';
import { createReplyWaiter } from './reply-waiter.ts';
import type { IncomingMessage, Sender, UserSide } from './user-side.ts';

/** How long to wait for the bot's answer to a press or an inline query. */
const DEFAULT_TIMEOUT_MS = 5_000;

/** In groups, writers without a number of their own are this user. */
const DEFAULT_GROUP_MEMBER = 4_001;

/** The users' side of one emulated bot. */
export function createUserSide({
  state,
  calls,
}: {
  readonly state: EmulatorState;
  readonly calls: readonly RecordedCall[];
}): UserSide {
  const { chats, events, updates, profile } = state;

  function enter(sender: Sender): { chat: Chat; user: User } {
    const { id } = userOf(sender);
    const known = chats.member(sender.chatId, id);
    const user = { ...known?.user, ...userOf(sender, known?.user.first_name) };
    const chat = chats.open(chatOf(sender, user));
    chats.setMember(chat.id, user, known?.status ?? 'member');
    return { chat, user };
  }

  function changeMembership(sender: Sender, status: MemberStatus): void {
    const { chat, user } = enter(sender);
    const bot = botUser(state);
    const { status: before = 'left' } = chats.member(chat.id, bot.id) ?? {};
    chats.setMember(chat.id, bot, status);
    updates.push({
      my_chat_member: {
        chat,
        from: user,
        date: unixTime(state),
        old_chat_member: { user: bot, status: before },
        new_chat_member: { user: bot, status },
      },
    });
  }

  function userMessage(chatId: number, messageId: number): ChatMessage {
    const message = chats.message(chatId, messageId);
    if (message === undefined) throw new Error(`There is no message ${messageId} in chat ${chatId}`);
    if (message.from.id === state.bot.id)
      throw new Error(`Message ${messageId} is the bot's: users can't edit it`);
    return message;
  }

  return {
    openChat: (sender) => enter(sender).chat,

    receiveMessage(incoming) {
      const { chat, user } = enter(incoming);
      const { text, entities, replyTo, content } = splitIncoming(incoming);
      const repliedTo = replyTo === undefined ? undefined : chats.message(chat.id, replyTo);
      const message: ChatMessage = {
        message_id: chats.nextMessageId(),
        from: user,
        chat,
        date: unixTime(state),
        ...content,
        ...textFields(text, entities),
        ...(repliedTo && { reply_to_message: withoutReply(repliedTo) }),
      };
      chats.put(message);
      events.emit(chat.id, { type: 'message', message });
      updates.push({ message: toBotApiMessage(message) });
      return message;
    },

    editMessage({ chatId, messageId, text, entities }) {
      const { entities: _, ...message } = userMessage(chatId, messageId);
      const edited = { ...message, edit_date: unixTime(state), ...textFields(text, entities) };
      chats.put(edited);
      events.emit(chatId, { type: 'edit', message: edited });
      updates.push({ edited_message: toBotApiMessage(edited) });
      return edited;
    },

    pressButton({ chatId, messageId, data, userId = chatId, languageCode, force = false }) {
      const message = chats.message(chatId, messageId);
      const buttons = message?.reply_markup?.inline_keyboard?.flat() ?? [];
      if (!force && !buttons.some((button) => button.callback_data === data)) {
        throw new Error(
          `There is no button with the data "${data}" under message ${messageId} of chat ${chatId}`,
        );
      }
      const { chat, user } = enter({ chatId, userId, ...(languageCode && { languageCode }) });
      const id = state.callbackQueries.add({ chatId });
      const shown = message ? toBotApiMessage(message) : { chat, message_id: messageId, date: 0 };
      updates.push({
        callback_query: { id, from: user, message: shown, chat_instance: String(chatId), data },
      });
      return id;
    },

    callbackAnswer: (queryId, { timeoutMs = DEFAULT_TIMEOUT_MS } = {}) =>
      state.callbackQueries.answerOf(queryId, timeoutMs),

    inlineQuery({ userId, query, offset = '', languageCode, timeoutMs = DEFAULT_TIMEOUT_MS }) {
      const from = userOf({ chatId: userId, ...(languageCode && { languageCode }) });
      const id = state.inlineQueries.add({});
      updates.push({ inline_query: { id, from, query, offset, chat_type: 'sender' } });
      return state.inlineQueries.answerOf(id, timeoutMs);
    },

    addBot: (sender) => changeMembership(sender, 'member'),
    removeBot: (sender) => changeMembership(sender, 'kicked'),

    setChatMember(chatId, userId, status) {
      chats.setMember(chatId, chats.member(chatId, userId)?.user ?? userOf({ chatId, userId }), status);
    },

    messages: (chatId) => chats.messages(chatId),
    subscribe: events.subscribe,

    waitForReply: createReplyWaiter({ state, calls }),

    botCard({ chatId, languageCode }) {
      const chat = chats.find(chatId) ?? { id: chatId, type: chatId > 0 ? 'private' : 'supergroup' };
      return {
        name: profile.name.get(languageCode),
        username: state.bot.username,
        description: profile.description.get(languageCode),
        shortDescription: profile.shortDescription.get(languageCode),
        commands: profile.commandsSeenIn(chat, chatId, languageCode),
      };
    },
  };
}

function userOf({ chatId, userId, firstName, username, languageCode }: Sender, knownName = 'User'): User {
  return {
    id: userId ?? (chatId > 0 ? chatId : DEFAULT_GROUP_MEMBER),
    is_bot: false,
    first_name: firstName ?? knownName,
    ...(username !== undefined && { username }),
    ...(languageCode !== undefined && { language_code: languageCode }),
  };
}

function chatOf({ chatId, chatType, chatTitle = 'Group' }: Sender, user: User): Chat {
  const type = chatType ?? (chatId > 0 ? 'private' : 'supergroup');
  if (type !== 'private') return { id: chatId, type, title: chatTitle };
  return {
    id: chatId,
    type,
    first_name: user.first_name,
    ...(user.username !== undefined && { username: user.username }),
  };
}

function splitIncoming(incoming: IncomingMessage) {
  const {
    chatId: _chatId,
    userId: _userId,
    chatType: _chatType,
    chatTitle: _chatTitle,
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
