import { setTimeout as pause } from 'node:timers/promises';
import type { Answerer } from '../src/answering/answer.ts';
import { quantile } from './row.ts';

export interface AskSteadilyOptions {
  readonly answerer: Answerer;
  readonly questions: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
  /** Questions worked on at once; those beyond wait in line. */
  readonly atOnce?: number;
}

export interface Throughput {
  readonly answeredPerSecond: number;
  /** Milliseconds from when a question was due to its answer. */
  readonly p50: number;
  readonly p99: number;
}

/** Asks at a steady rate whether or not the answers keep up; questions still in line at the end are dropped. */
export async function askSteadily({
  answerer,
  questions,
  perSecond,
  seconds,
  atOnce = 16,
}: AskSteadilyOptions): Promise<Throughput> {
  const startedAt = performance.now();
  const deadline = startedAt + 1000 * seconds;
  const times: number[] = [];
  let next = 0;

  const work = async () => {
    for (let question = next++; ; question = next++) {
      const dueAt = startedAt + (1000 * question) / perSecond;
      if (dueAt >= deadline || performance.now() >= deadline) return;
      await pause(Math.max(0, dueAt - performance.now()));
      await answerer.answer(questions[question % questions.length] ?? '');
      times.push(performance.now() - dueAt);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return {
    answeredPerSecond: times.length / ((performance.now() - startedAt) / 1000),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}
