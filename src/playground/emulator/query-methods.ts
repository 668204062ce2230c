import { z } from 'zod';
import { badRequest } from './bot-api-error.ts';
import type { EmulatorState } from './emulator-state.ts';
import { formatText } from './format-text.ts';
import { boolean, integer, json, type MethodTable, readParameters, text } from './method-parameters.ts';
import { readInlineKeyboard } from './reply-markup.ts';

const MAX_RESULTS = 50;
const MAX_CALLBACK_TEXT_LENGTH = 200;

const answerCallbackQueryParameters = z.object({
  callback_query_id: text.default(''),
  text: text.default(''),
  show_alert: boolean.default(false),
  url: text.optional(),
});

const inlineResultSchema = z.looseObject({
  type: z.string(),
  id: z.string(),
  reply_markup: z.unknown().optional(),
  input_message_content: z
    .looseObject({
      message_text: z.string().optional(),
      parse_mode: z.string().optional(),
      entities: z.unknown().optional(),
    })
    .optional(),
});

/** One of a bot's answers to an inline query. */
export type InlineResult = z.output<typeof inlineResultSchema>;

const answerInlineQueryParameters = z.object({
  inline_query_id: text.default(''),
  results: json(z.array(inlineResultSchema)),
  cache_time: integer.default(300),
  is_personal: boolean.default(false),
  next_offset: text.default(''),
  button: json(z.looseObject({ text: z.string(), start_parameter: z.string().optional() })).optional(),
});

/** Methods by which the bot answers what users ask without writing: pressed buttons, and inline queries. */
export function createQueryMethods(state: EmulatorState): MethodTable {
  return {
    answerCallbackQuery(raw) {
      const parameters = readParameters(answerCallbackQueryParameters, raw);
      if (parameters.text.length > MAX_CALLBACK_TEXT_LENGTH) throw badRequest('MESSAGE_TOO_LONG');
      const answer = {
        queryId: parameters.callback_query_id,
        showAlert: parameters.show_alert,
        ...(parameters.text !== '' && { text: parameters.text }),
        ...(parameters.url !== undefined && { url: parameters.url }),
      };
      const { chatId } = state.callbackQueries.answer(parameters.callback_query_id, answer);
      state.events.emit(chatId, { type: 'callback_answer', answer });
      return true;
    },

    answerInlineQuery(raw) {
      const parameters = readParameters(answerInlineQueryParameters, raw);
      checkResults(parameters.results);
      if (Buffer.byteLength(parameters.next_offset) > 64) throw badRequest('NEXT_OFFSET_INVALID');
      state.inlineQueries.answer(parameters.inline_query_id, {
        queryId: parameters.inline_query_id,
        results: parameters.results,
        ...(parameters.button && { button: parameters.button }),
        nextOffset: parameters.next_offset,
        cacheTime: parameters.cache_time,
        isPersonal: parameters.is_personal,
      });
      return true;
    },
  };
}

function checkResults(results: readonly InlineResult[]): void {
  if (results.length > MAX_RESULTS) throw badRequest('RESULTS_TOO_MUCH');
  if (new Set(results.map((result) => result.id)).size < results.length)
    throw badRequest('RESULT_ID_DUPLICATE');

  for (const { id, reply_markup, input_message_content: content } of results) {
    if (id === '' || Buffer.byteLength(id) > 64) throw badRequest('RESULT_ID_INVALID');
    readInlineKeyboard(reply_markup);
    if (content?.message_text === undefined) continue;
    formatText({ text: content.message_text, parseMode: content.parse_mode, entities: content.entities });
  }
}
