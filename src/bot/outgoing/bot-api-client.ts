import { TelegramError } from 'telegraf';
import { errorReason } from '../../error-reason.ts';
import { ConnectionError } from './connection-error.ts';

type Payload = Readonly<Record<string, unknown>>;

/** One request to the Bot API; as telegraf's `callApi`. */
export type CallApi = (
  method: string,
  payload: Payload,
  options?: { readonly signal?: AbortSignal | undefined },
) => Promise<unknown>;

/** The connection never came about. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Makes single requests, by Node's own `fetch`: telegraf's client never notices an answer that is cut off, and does not
 * tell whether a request was sent at all. It sends what JSON can hold, so no files.
 *
 * Its promises reject with telegraf's `TelegramError` where Telegram refuses, with {@link ConnectionError} where it was
 * not reached.
 */
export function createBotApiClient({
  token,
  apiRoot,
}: {
  readonly token: string;
  readonly apiRoot: string;
}): CallApi {
  return async (method, payload, { signal } = {}) => {
    const { status, body } = await post(`${apiRoot}/bot${token}/${method}`, payload, signal);
    const content = parse(body);
    if (status >= 500 && content?.ok !== false)
      throw new TelegramError({ error_code: status, description: `status ${status}` });
    if (content === undefined) throw new ConnectionError('not_json', `no JSON came with status ${status}`);
    if (content.ok !== true) throw new TelegramError(content as never);
    return content.result;
  };
}

async function post(address: string, payload: Payload, signal: AbortSignal | undefined) {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
      ...(signal && { signal }),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = errorReason(cause);
    throw new ConnectionError(NEVER_SENT.has(reason) ? 'not_sent' : 'broken', reason);
  }
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(body);
    return typeof content === 'object' && content !== null ? { ...content } : undefined;
  } catch {
    return undefined;
  }
}
