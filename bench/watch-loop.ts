import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** How long the event loop was kept from its work, in milliseconds. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/** Milliseconds between two looks at the loop; what the histogram holds is so much more than the delay. */
const INTERVAL = 1;

/** Watches this thread's event loop while some work goes on. */
export async function watchLoop<T>(
  work: () => Promise<T>,
): Promise<{ readonly delay: LoopDelay; readonly result: T }> {
  const histogram = monitorEventLoopDelay({ resolution: INTERVAL });
  histogram.enable();
  await pause(5 * INTERVAL);
  histogram.reset();
  const result = await work();
  // Work that never let go of the loop is seen by the look after it.
  await pause(5 * INTERVAL);
  histogram.disable();
  const milliseconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - INTERVAL);
  const delay = {
    p50: milliseconds(histogram.percentile(50)),
    p99: milliseconds(histogram.percentile(99)),
    longest: milliseconds(histogram.max),
  };
  return { delay, result };
}
