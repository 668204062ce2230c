import { botUser, type EmulatorState } from './emulator-state.ts';
import { enterChat, userOf } from './enter-chat.ts';
import { formatText } from './format-text.ts';
import { postMessage } from './post-message.ts';
import type { InlineResult } from './query-methods.ts';
import { readInlineKeyboard } from './reply-markup.ts';
import type { UserSide } from './user-side.ts';

/** How long to wait for the bot's answer to an inline query. */
const DEFAULT_TIMEOUT_MS = 5_000;

/** The users' side of inline mode: typing `@bot query`, and sending one of the results. */
export function createInlineSide(state: EmulatorState): Pick<UserSide, 'inlineQuery' | 'sendInlineResult'> {
  async function findResult(queryId: string, resultId: string): Promise<InlineResult> {
    const { results } = await state.inlineQueries.answerOf(queryId, 0);
    const result = results.find(({ id }) => id === resultId);
    if (result === undefined) throw new Error(`The query ${queryId} has no result "${resultId}"`);
    return result;
  }

  return {
    inlineQuery({ query, offset = '', chatType = 'sender', timeoutMs = DEFAULT_TIMEOUT_MS, ...user }) {
      const from = userOf({ chatId: user.userId, ...user });
      const id = state.inlineQueries.add({});
      state.updates.push({ inline_query: { id, from, query, offset, chat_type: chatType } });
      return state.inlineQueries.answerOf(id, timeoutMs);
    },

    async sendInlineResult({ queryId, resultId, messageThreadId, ...sender }) {
      const { input_message_content: content, reply_markup } = await findResult(queryId, resultId);
      if (content?.message_text === undefined) {
        throw new Error(`The result "${resultId}" sends something else than a text`);
      }
      const { text, entities } = formatText({
        text: content.message_text,
        parseMode: content.parse_mode,
        entities: content.entities,
      });
      const markup = readInlineKeyboard(reply_markup);
      const { chat, user } = enterChat(state, sender);
      return postMessage(state, {
        from: user,
        chat,
        via_bot: botUser(state),
        text,
        ...(entities.length > 0 && { entities }),
        ...(markup && { reply_markup: markup }),
        ...(messageThreadId && { message_thread_id: messageThreadId, is_topic_message: true }),
      });
    },
  };
}
