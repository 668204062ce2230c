import { z } from 'zod';
import { badRequest } from './bot-api-error.ts';
import { checkedLink } from './checked-link.ts';

const MAX_CALLBACK_DATA_BYTES = 64;
const MAX_BUTTONS = 100;

const OTHER_ACTIONS = [
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'copy_text',
  'web_app',
  'login_url',
  'pay',
] as const;

const inlineButtonSchema = z.looseObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
  switch_inline_query: z.string().optional(),
  switch_inline_query_current_chat: z.string().optional(),
  copy_text: z.object({ text: z.string().min(1).max(256) }).optional(),
  web_app: z.object({ url: z.string() }).optional(),
  login_url: z.looseObject({ url: z.string() }).optional(),
  pay: z.boolean().optional(),
});

const keyboardButtonSchema = z.union([
  z.string().transform((text) => ({ text })),
  z.looseObject({ text: z.string() }),
]);

const replyMarkupSchema = z.object({
  inline_keyboard: z.array(z.array(inlineButtonSchema)).optional(),
  keyboard: z.array(z.array(keyboardButtonSchema)).optional(),
  resize_keyboard: z.boolean().optional(),
  one_time_keyboard: z.boolean().optional(),
  is_persistent: z.boolean().optional(),
  input_field_placeholder: z.string().max(64).optional(),
  remove_keyboard: z.boolean().optional(),
  force_reply: z.boolean().optional(),
  selective: z.boolean().optional(),
});

/** A button under a message. */
export type InlineButton = z.infer<typeof inlineButtonSchema>;

/** An inline keyboard, a reply keyboard, its removal, or a forced reply; which one, its fields tell. */
export type ReplyMarkup = z.infer<typeof replyMarkupSchema>;

/**
 * Checks a `reply_markup` as Telegram does.
 *
 * @returns undefined where there is none, or where it is an inline keyboard without a button
 * @throws BotApiError 400
 */
export function readReplyMarkup(value: unknown): ReplyMarkup | undefined {
  if (value === undefined || value === null || value === '') return undefined;

  const parsed = replyMarkupSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const kind = issue?.path[0] === 'inline_keyboard' ? 'inline keyboard button' : 'reply markup JSON object';
    throw badRequest(`can't parse ${kind}: ${issue?.path.join('.')}: ${issue?.message}`);
  }

  const { inline_keyboard: rows, ...rest } = parsed.data;
  if (rows === undefined) return Object.keys(rest).length === 0 ? undefined : rest;
  const kept = rows.map((row) => row.filter((button) => button.text !== '')).filter((row) => row.length > 0);
  const buttons = kept.flat();
  if (buttons.length > MAX_BUTTONS) throw badRequest('REPLY_MARKUP_TOO_LONG');
  for (const button of buttons) checkInlineButton(button);
  return kept.length === 0 ? undefined : { inline_keyboard: kept };
}

/** As `readReplyMarkup`, where Telegram takes an inline keyboard only: with edits. */
export function readInlineKeyboard(value: unknown): ReplyMarkup | undefined {
  const markup = readReplyMarkup(value);
  if (markup !== undefined && markup.inline_keyboard === undefined)
    throw badRequest('inline keyboard expected');
  return markup;
}

function checkInlineButton(button: InlineButton): void {
  const { callback_data, url } = button;
  if (callback_data) {
    if (Buffer.byteLength(callback_data) > MAX_CALLBACK_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  } else if (url) {
    if (checkedLink(url) === undefined) {
      throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    }
  } else if (OTHER_ACTIONS.every((action) => button[action] === undefined)) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
}
