import { isDeepStrictEqual } from 'node:util';
import type { Chat } from 'telegraf/types';
import { z } from 'zod';
import { badRequest } from './bot-api-error.ts';
import { type ChatMessage, toBotApiMessage, withoutReply } from './chat-message.ts';
import { botUser, type EmulatorState, requireChat, requireMessage, unixTime } from './emulator-state.ts';
import { formatText } from './format-text.ts';
import type { FormattedText } from './formatted-text.ts';
import { requireInlineMessage } from './inline-message.ts';
import {
  boolean,
  chatId,
  integer,
  json,
  type MethodTable,
  readParameters,
  text,
} from './method-parameters.ts';
import { type ReplyMarkup, readInlineKeyboard, readReplyMarkup } from './reply-markup.ts';

type MessageText = Pick<ChatMessage, 'text' | 'entities'>;

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

const CHAT_ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

const formattedText = {
  text: text.default(''),
  parse_mode: text.optional(),
  entities: json(z.unknown()).optional(),
  link_preview_options: json(z.record(z.string(), z.unknown())).optional(),
};

const sendMessageParameters = z.object({
  chat_id: chatId.optional(),
  ...formattedText,
  message_thread_id: integer.optional(),
  reply_markup: json(z.unknown()).optional(),
  reply_to_message_id: integer.optional(),
  allow_sending_without_reply: boolean.optional(),
  reply_parameters: json(
    z.looseObject({ message_id: integer, allow_sending_without_reply: boolean.optional() }),
  ).optional(),
});

const editedMessage = {
  chat_id: chatId.optional(),
  message_id: integer.optional(),
  inline_message_id: text.optional(),
  reply_markup: json(z.unknown()).optional(),
};
const editMessageTextParameters = z.object({ ...editedMessage, ...formattedText });
const editMessageReplyMarkupParameters = z.object(editedMessage);

const deleteMessageParameters = z.object({ chat_id: chatId.optional(), message_id: integer.optional() });
const sendChatActionParameters = z.object({ chat_id: chatId.optional(), action: text.default('') });
const setMessageReactionParameters = z.object({
  chat_id: chatId.optional(),
  message_id: integer.optional(),
  reaction: json(z.array(z.looseObject({ type: z.string(), emoji: z.string().optional() }))).default([]),
});

/** Methods that write, change and remove what stands in a chat. */
export function createMessageMethods(state: EmulatorState): MethodTable {
  const { chats, events } = state;

  function edit(message: ChatMessage, content: MessageText, markup: ReplyMarkup | undefined): object {
    const isBots = (message.via_bot ?? message.from).id === state.bot.id;
    if (!isBots) throw badRequest("message can't be edited");
    const { text: _, entities: __, reply_markup: ___, edit_date: before, ...rest } = message;
    const after: ChatMessage = { ...rest, ...content, ...(markup && { reply_markup: markup }) };
    if (isDeepStrictEqual({ ...after, edit_date: before }, { edit_date: undefined, ...message })) {
      throw badRequest(NOT_MODIFIED);
    }
    const edited = { ...after, edit_date: unixTime(state) };
    chats.put(edited);
    events.emit(message.chat.id, { type: 'edit', message: edited });
    return toBotApiMessage(edited);
  }

  return {
    sendMessage(raw) {
      const parameters = readParameters(sendMessageParameters, raw);
      const chat = requireChat(state, parameters.chat_id);
      const formatted = formatText({ ...parameters, parseMode: parameters.parse_mode });
      const replyMarkup = readReplyMarkup(parameters.reply_markup);
      const repliedTo = findRepliedTo(state, chat, parameters);
      // A reply stands in the topic of the message that it replies to.
      const topic = parameters.message_thread_id || repliedTo?.message_thread_id;
      const message: ChatMessage = {
        message_id: chats.nextMessageId(),
        from: botUser(state),
        chat,
        date: unixTime(state),
        ...contentOf(formatted),
        ...(topic && { message_thread_id: topic, is_topic_message: true }),
        ...(repliedTo && { reply_to_message: withoutReply(repliedTo) }),
        ...(parameters.link_preview_options && { link_preview_options: parameters.link_preview_options }),
        ...(replyMarkup && { reply_markup: replyMarkup }),
      };
      chats.put(message);
      events.emit(chat.id, { type: 'message', message });
      return toBotApiMessage(message);
    },

    editMessageText(raw) {
      const parameters = readParameters(editMessageTextParameters, raw);
      const message = requireEditable(state, parameters);
      if (message.text === undefined) throw badRequest('there is no text in the message to edit');
      const formatted = formatText({ ...parameters, parseMode: parameters.parse_mode });
      const edited = edit(message, contentOf(formatted), readInlineKeyboard(parameters.reply_markup));
      return parameters.inline_message_id === undefined ? edited : true;
    },

    editMessageReplyMarkup(raw) {
      const parameters = readParameters(editMessageReplyMarkupParameters, raw);
      const message = requireEditable(state, parameters);
      const edited = edit(message, textOf(message), readInlineKeyboard(parameters.reply_markup));
      return parameters.inline_message_id === undefined ? edited : true;
    },

    deleteMessage(raw) {
      const parameters = readParameters(deleteMessageParameters, raw);
      const chat = requireChat(state, parameters.chat_id);
      const { message_id: messageId } = requireMessage(state, chat, parameters.message_id, 'delete');
      chats.remove(chat.id, messageId);
      events.emit(chat.id, { type: 'delete', messageId });
      return true;
    },

    sendChatAction(raw) {
      const parameters = readParameters(sendChatActionParameters, raw);
      const chat = requireChat(state, parameters.chat_id);
      if (!CHAT_ACTIONS.has(parameters.action)) throw badRequest('wrong parameter action in request');
      events.emit(chat.id, { type: 'chat_action', action: parameters.action });
      return true;
    },

    setMessageReaction(raw) {
      const parameters = readParameters(setMessageReactionParameters, raw);
      const chat = requireChat(state, parameters.chat_id);
      const message = requireMessage(state, chat, parameters.message_id, 'react');
      const emoji = parameters.reaction.map((reaction) => reaction.emoji ?? '');
      if (emoji.includes('')) throw badRequest('REACTION_INVALID');
      if (emoji.length > 1) throw badRequest('REACTIONS_TOO_MANY');
      const reacted = { ...message, reactions: emoji };
      chats.put(reacted);
      events.emit(chat.id, { type: 'edit', message: reacted });
      return true;
    },
  };
}

function requireEditable(
  state: EmulatorState,
  {
    chat_id,
    message_id,
    inline_message_id,
  }: {
    readonly chat_id?: number | string | undefined;
    readonly message_id?: number | undefined;
    readonly inline_message_id?: string | undefined;
  },
): ChatMessage {
  if (inline_message_id !== undefined) return requireInlineMessage(state, inline_message_id);
  return requireMessage(state, requireChat(state, chat_id), message_id, 'edit');
}

function contentOf({ text, entities }: FormattedText): MessageText {
  return { text, ...(entities.length > 0 && { entities }) };
}

function textOf({ text, entities }: ChatMessage): MessageText {
  return { ...(text !== undefined && { text }), ...(entities && { entities }) };
}

function findRepliedTo(
  { chats }: EmulatorState,
  chat: Chat,
  parameters: z.output<typeof sendMessageParameters>,
): ChatMessage | undefined {
  const messageId = parameters.reply_parameters?.message_id ?? parameters.reply_to_message_id;
  if (messageId === undefined) return undefined;

  const message = chats.message(chat.id, messageId);
  const mayBeMissing =
    parameters.reply_parameters?.allow_sending_without_reply ??
    parameters.allow_sending_without_reply ??
    false;
  if (message === undefined && !mayBeMissing) throw badRequest('message to be replied not found');
  return message;
}
