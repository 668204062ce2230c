import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { SHOWN_ANSWERS_KEPT } from '../../../src/bot/shown-answers.ts';
import type { Metrics } from '../../../src/metrics.ts';
import { startPlayground } from '../../../src/playground/playground.ts';
import { createTelegramEmulator } from '../../../src/playground/telegram-emulator.ts';
import { closing } from '../../support/index-fixture.ts';
import { openEventAnswerer } from '../../support/running-bot.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { reportFaults } from '../support/fault-report.ts';
import { launchEchoBot } from './support/echo-bot.ts';

/** `SOAK_QUESTIONS=30000 npm run test:faults` for the long one. */
const QUESTIONS = Number(process.env.SOAK_QUESTIONS ?? 3000);
const SAMPLES = 10;

/** Chats in turn; the emulator forgets all but the latest, so that its own memory is soon as large as it gets. */
const CHATS = 60;
const CHATS_KNOWN = 20;
/** Questions under way: fewer than those chats, or their answers would have nowhere to go. */
const AT_ONCE = 10;

/** How much more of the heap may be in use at the end than when all caches were full: 9 MB. */
const GROWTH = 1.1;

/**
 * Asked before the first sample, so that all caches are as full as they get. The largest is that of the answers shown, whose
 * 25 MB look like a leak until it is full.
 */
const FILLING = SHOWN_ANSWERS_KEPT;

test(
  `memory is flat over ${QUESTIONS} questions`,
  async () => {
    const event = closing(await openEventAnswerer(await temporaryDirectory()));
    const emulator = createTelegramEmulator({ maxChats: CHATS_KNOWN, maxMessages: 5 });
    const { apiRoot, token } = closing(await startPlayground({ port: 0, emulator }));
    const { running, ready, log, metrics } = launchEchoBot({ apiRoot, token, answerer: event.answerer });
    await ready;

    let asked = 0;
    const askUntil = async (count: number) => {
      while (asked < count) {
        emulator.receiveMessage({ chatId: 1 + (asked % CHATS), text: 'متى تأسست المنظمة؟' });
        asked += 1;
        while (asked - (await answersSent(metrics)) >= AT_ONCE) await wait(5);
      }
      await expect.poll(() => answersSent(metrics), { timeout: 60_000 }).toBe(asked);
    };
    await askUntil(FILLING);
    const heap: number[] = [];
    const resident: number[] = [];
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      await askUntil(FILLING + Math.round((QUESTIONS * sample) / SAMPLES));
      log.length = 0;
      collectGarbage();
      const { heapUsed, rss } = process.memoryUsage();
      heap.push(Math.round(heapUsed / 1e5) / 10);
      resident.push(Math.round(rss / 1e6));
    }
    running.stop();
    await running.finished;
    process.stdout.write(
      `soak: ${asked} questions; heap in use, MB: ${heap.join(' ')}; resident: ${resident.join(' ')}\n`,
    );
    const answered = await answersSent(metrics);
    reportFaults({
      name: 'soak, questions',
      injected: asked,
      survived: asked,
      lost: Math.max(0, asked - answered),
      doubled: Math.max(0, answered - asked),
    });
    expect(answered).toBe(asked);
    const [settled = 0, last = 0] = [heap[Math.floor(SAMPLES / 3)], heap.at(-1)];
    expect(last / settled).toBeLessThan(GROWTH);
  },
  (FILLING + QUESTIONS) * 50,
);

async function answersSent(metrics: Metrics): Promise<number> {
  const { values } = await metrics.requests.get();
  return values.find(({ labels }) => labels.method === 'sendMessage' && labels.result === 'ok')?.value ?? 0;
}

const collectGarbage = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();
