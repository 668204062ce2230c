export interface TimeLimit {
  /** Milliseconds. */
  readonly limit: number;
  /** Ends the task early. */
  readonly stop?: AbortSignal;
}

/**
 * Runs a task with a signal that is aborted when its time is over or `stop` is. Nothing stays behind on `stop`, which may
 * live as long as the process: `AbortSignal.any` and `Promise.race` would leave something each time.
 */
export async function withinTime<T>(
  { limit, stop }: TimeLimit,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, limit);
  stop?.addEventListener('abort', abort);
  if (stop?.aborted) abort();
  try {
    return await task(controller.signal);
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', abort);
  }
}

/** Waits for a promise, but no longer than the limit. */
export function atMost(timeLimit: TimeLimit, promise: Promise<unknown>): Promise<void> {
  return withinTime(
    timeLimit,
    (signal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
        if (signal.aborted) resolve();
        void promise.then(() => resolve());
      }),
  );
}
