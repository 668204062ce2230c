import { TelegramError } from 'telegraf';
import { ConnectionError } from './connection-error.ts';

/** Why a request to Telegram failed, as far as it matters for what to do next. */
export type RequestFailure =
  /** Too much at once: Telegram names the seconds to wait. */
  | { readonly kind: 'pause'; readonly seconds: number }
  /** Nothing was done, and another attempt may succeed. */
  | { readonly kind: 'passing' }
  /** The request was on its way when the connection broke: it may have been done or not. */
  | { readonly kind: 'uncertain' }
  /** The group lives on under another number. */
  | { readonly kind: 'moved'; readonly chat: number }
  /** What was asked for is so already, or too late to matter. */
  | { readonly kind: 'needless' }
  /** The user blocked the bot, or the chat is gone or closed to it. */
  | { readonly kind: 'unreachable' }
  /** Telegram won't do it, now or later. */
  | { readonly kind: 'refused' };

const NEEDLESS = /message is not modified|query is too old|query ID is invalid|message to delete not found/i;
const UNREACHABLE =
  /chat not found|user not found|chat was deleted|not enough rights to send|have no rights to send|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|USER_IS_BLOCKED|PEER_ID_INVALID|TOPIC_CLOSED/i;

/** Tells what a failed request means. */
export function requestFailure(error: unknown): RequestFailure {
  if (error instanceof TelegramError) return refusal(error);
  if (!(error instanceof ConnectionError)) return { kind: 'refused' };
  return { kind: error.problem === 'not_sent' ? 'passing' : 'uncertain' };
}

function refusal({ code, description, parameters }: TelegramError): RequestFailure {
  if (code === 429) return { kind: 'pause', seconds: parameters?.retry_after ?? 1 };
  if (code === 504) return { kind: 'uncertain' };
  if (code >= 500) return { kind: 'passing' };
  if (parameters?.migrate_to_chat_id !== undefined)
    return { kind: 'moved', chat: parameters.migrate_to_chat_id };
  if (NEEDLESS.test(description)) return { kind: 'needless' };
  if (code === 403 || UNREACHABLE.test(description)) return { kind: 'unreachable' };
  return { kind: 'refused' };
}
