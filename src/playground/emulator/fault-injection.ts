import { BotApiError } from './bot-api-error.ts';

/** How a call is to fail. */
export interface Fault {
  /** HTTP status; `error_code` where left out. */
  readonly status?: number;
  /** 500 where left out. */
  readonly error_code?: number;
  readonly description?: string;
  /** Seconds, told in `parameters` as Telegram does with 429. */
  readonly retry_after?: number;
  /** Cuts the connection without an answer; the method is not run. */
  readonly drop?: boolean;
}

/** Faults that wait for calls of their methods. */
export interface FaultInjection {
  /** The next call of the method that has no fault waiting fails so. */
  failNext(method: string, fault: Fault): void;
  /** Takes the fault that the method's call must end with, if one waits. */
  take(method: string): Fault | undefined;
}

export function createFaultInjection(): FaultInjection {
  const waiting = new Map<string, Fault[]>();

  return {
    failNext(method, fault) {
      const key = method.toLowerCase();
      waiting.set(key, [...(waiting.get(key) ?? []), fault]);
    },
    take: (method) => waiting.get(method.toLowerCase())?.shift(),
  };
}

/** The fault as an error in Telegram's words. */
export function toBotApiError({ status, error_code, description, retry_after }: Fault): BotApiError {
  const code = error_code ?? status ?? (retry_after === undefined ? 500 : 429);
  const words =
    retry_after === undefined ? 'Internal Server Error' : `Too Many Requests: retry after ${retry_after}`;
  return new BotApiError(code, description ?? words, retry_after === undefined ? undefined : { retry_after });
}
