import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import pRetry from 'p-retry';
import { errorReason } from '../../error-reason.ts';
import type { Logger } from '../../logger.ts';
import type { Metrics } from '../../metrics.ts';
import type { CallApi } from './bot-api-client.ts';
import { createTurns, type SendingRates, TELEGRAM_RATES } from './chat-turns.ts';
import { type RequestFailure, requestFailure } from './request-failure.ts';
import { UncertainDeliveryError } from './uncertain-delivery-error.ts';
import { UnreachableChatError } from './unreachable-chat-error.ts';

export interface OutgoingOptions {
  /** Makes a single attempt. */
  readonly callApi: CallApi;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly rates?: SendingRates;
  readonly retries?: RetryOptions;
}

export interface RetryOptions {
  /** Further attempts after one that failed; a pause that Telegram asked for does not count as one. */
  readonly attempts?: number;
  /** Milliseconds before the first further attempt, doubled each time; up to as much again is added by chance. */
  readonly firstDelay?: number;
  /** Milliseconds after which a request that got no answer is given up. */
  readonly timeout?: number;
}

type Payload = Parameters<CallApi>[1];

/** Whoever launches the bot retries these, for as long as it takes. */
const LAUNCH_METHODS = new Set(['getMe', 'getUpdates', 'setWebhook', 'deleteWebhook']);

/** A courtesy that must never hold up a message: sent at once or not at all. */
const COURTESIES = new Set(['sendChatAction']);

/** Doing these twice would show. */
const NOT_REPEATABLE = /^(?:send|copy|forward)/;
const TAKES_TURN = /^(?:send|copy|forward|edit)/;

/** Milliseconds; what waits for longer is given up. */
const LONGEST_DELAY = 30_000;
const LONGEST_RETRYING = 5 * 60_000;

const MOVED_GROUPS = 1000;

/**
 * The one way out to Telegram. It keeps Telegram's rates and the order in each chat, waits where it is told to, tries again
 * what may be repeated, follows a group that became a supergroup, and takes "message is not modified" and the like as done.
 *
 * Its promises reject with {@link UnreachableChatError} where there is nobody to send to, with
 * {@link UncertainDeliveryError} where a message may have arrived or not, else with telegraf's own error.
 */
export function createOutgoing({
  callApi,
  logger,
  metrics,
  rates = TELEGRAM_RATES,
  retries: { attempts = 5, firstDelay = 500, timeout = 30_000 } = {},
}: OutgoingOptions): CallApi {
  const turns = createTurns(rates);
  const movedTo = new LRUCache<string, number>({ max: MOVED_GROUPS });

  async function attempt(method: string, payload: Payload, signal?: AbortSignal): Promise<unknown> {
    try {
      const result = await callApi(method, payload, { signal: signal ?? AbortSignal.timeout(timeout) });
      metrics.requests.inc({ method, result: 'ok' });
      return result;
    } catch (error) {
      metrics.requests.inc({ method, result: requestFailure(error).kind });
      throw error;
    }
  }

  async function deliver(method: string, payload: Payload, signal?: AbortSignal): Promise<unknown> {
    try {
      return await pRetry(() => turns.overall(() => attempt(method, addressed(payload), signal)), {
        retries: attempts,
        minTimeout: firstDelay,
        maxTimeout: LONGEST_DELAY,
        maxRetryTime: LONGEST_RETRYING,
        randomize: true,
        ...(signal && { signal }),
        shouldConsumeRetry: ({ error }) => requestFailure(error).kind !== 'pause',
        shouldRetry: ({ error }) => prepareRetry(method, payload, error),
      });
    } catch (error) {
      const failure = requestFailure(error);
      if (failure.kind === 'needless') return true;
      if (failure.kind === 'unreachable')
        throw new UnreachableChatError(errorReason(error), { cause: error });
      if (failure.kind === 'uncertain' && NOT_REPEATABLE.test(method))
        throw new UncertainDeliveryError(`${method} may have been done (${errorReason(error)})`, {
          cause: error,
        });
      throw error;
    }
  }

  /** Whether to try again; waits first where Telegram asks for it. */
  async function prepareRetry(method: string, payload: Payload, error: unknown): Promise<boolean> {
    const failure = requestFailure(error);
    if (!isWorthRetrying(failure, method)) return false;
    metrics.retries.inc({ reason: failure.kind });
    logger.warn({ method, failure, reason: errorReason(error) }, 'a request to Telegram is made again');
    if (failure.kind === 'pause') await wait(failure.seconds * 1000);
    if (failure.kind === 'moved') movedTo.set(String(payload.chat_id), failure.chat);
    return true;
  }

  function addressed(payload: Payload): Payload {
    const target = movedTo.get(String(payload.chat_id));
    return target === undefined ? payload : { ...payload, chat_id: target };
  }

  return async (method, payload, { signal } = {}) => {
    if (LAUNCH_METHODS.has(method)) return attempt(method, payload, signal);
    if (COURTESIES.has(method)) return attempt(method, addressed(payload), signal);
    const chat = addressed(payload).chat_id;
    const hasTurn = TAKES_TURN.test(method) && (typeof chat === 'number' || typeof chat === 'string');
    const finish = metrics.stages.startTimer({ stage: 'sending' });
    try {
      const send = () => deliver(method, payload, signal);
      return await (hasTurn ? turns.inChat(chat, send) : send());
    } finally {
      finish();
    }
  };
}

function isWorthRetrying(failure: RequestFailure, method: string): boolean {
  if (failure.kind === 'pause') return failure.seconds * 1000 <= LONGEST_RETRYING;
  if (failure.kind === 'uncertain') return !NOT_REPEATABLE.test(method);
  return failure.kind === 'passing' || failure.kind === 'moved';
}
