import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; from a look-up in a small index to a send that waits for Telegram's pause. */
const STAGE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What is counted while the bot runs; `GET /metrics` shows all of it. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Metrics in a registry of their own. Those of the process (event loop, memory, garbage collection) only where wanted. */
export function createMetrics({ ofProcess = false }: { readonly ofProcess?: boolean } = {}) {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  return {
    registry,
    updates: new Counter({
      name: 'isnad_updates_total',
      help: 'Updates from Telegram: accepted, duplicate, full (refused for now) or malformed.',
      labelNames: ['result'],
      registers,
    }),
    queueDepth: new Gauge({
      name: 'isnad_queue_depth',
      help: 'Updates accepted and not yet handled.',
      registers,
    }),
    questions: new Counter({
      name: 'isnad_questions_total',
      help: 'Questions by outcome: answered, related, not_found, rejected or failed.',
      labelNames: ['outcome'],
      registers,
    }),
    limited: new Counter({
      name: 'isnad_limited_total',
      help: 'Updates left unanswered because their user or group sent too many.',
      labelNames: ['scope'],
      registers,
    }),
    stages: new Histogram({
      name: 'isnad_stage_seconds',
      help: 'How long an update waits for its turn, a question is looked up, a message is sent.',
      labelNames: ['stage'],
      buckets: STAGE_BUCKETS,
      registers,
    }),
    requests: new Counter({
      name: 'isnad_requests_total',
      help: 'Requests to Telegram by method and how they ended.',
      labelNames: ['method', 'result'],
      registers,
    }),
    retries: new Counter({
      name: 'isnad_retries_total',
      help: 'Requests to Telegram made again: pause (asked for by Telegram), passing, uncertain, moved.',
      labelNames: ['reason'],
      registers,
    }),
    handlerFailures: new Counter({
      name: 'isnad_handler_failures_total',
      help: 'Updates whose handling failed; each has its reference in the log.',
      registers,
    }),
    telegramReached: new Gauge({
      name: 'isnad_telegram_reached',
      help: 'Whether the latest request for updates, or the webhook, was accepted by Telegram.',
      registers,
    }),
    index: new Gauge({
      name: 'isnad_index_info',
      help: 'The version of the index that answers; its value is the number of passages.',
      labelNames: ['version'],
      registers,
    }),
    reloads: new Counter({
      name: 'isnad_index_reloads_total',
      help: 'Attempts to open a new index: swapped, unchanged or refused.',
      labelNames: ['result'],
      registers,
    }),
  };
}
