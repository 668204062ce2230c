import { test } from 'vitest';
import { seededRandom } from '../../../evaluation/seeded-random.ts';
import { reportFaults } from '../support/fault-report.ts';
import { answersByNumber, askNumbered, launchEchoBot } from './support/echo-bot.ts';
import { FAULTS, startFaultyBotApi } from './support/faulty-bot-api.ts';

const QUESTIONS = 200;
const CHATS = 20;

/** Questions are told to be perhaps unanswered by this note, whose reference leads to their update. */
const NOTE = /\(المرجع: (\w{8})\)/;

// Each has a Bot API and a bot of its own, which mostly wait before they try again.
test.concurrent.for(FAULTS)('%s', async (fault, { expect }) => {
  const api = await startFaultyBotApi({ fault, share: 0.3, random: seededRandom(7) });
  const { emulator, apiRoot } = api;
  askNumbered(emulator, { count: QUESTIONS, chats: CHATS });
  const { running, log } = launchEchoBot({ apiRoot, token: emulator.token, timeout: 2000 });

  const outcome = () => {
    const answers = answersByNumber(emulator, CHATS);
    const updateOf = new Map(log.map(({ reference, update }) => [reference, Number(update)]));
    const told = new Set(
      Array.from({ length: CHATS }, (_, chat) => emulator.messages(chat + 1))
        .flat()
        .filter(({ from }) => from?.is_bot)
        .map(({ text = '' }) => updateOf.get(NOTE.exec(text)?.[1])),
    );
    const numbers = Array.from({ length: QUESTIONS }, (_, index) => index + 1);
    return {
      lost: numbers.filter((number) => !answers.has(number) && !told.has(number)),
      doubled: [...answers.values()].filter((count) => count > 1).length,
    };
  };
  try {
    await expect.poll(() => outcome().lost, { timeout: 90_000, interval: 200 }).toEqual([]);
    running.stop();
    await running.finished;
    const { lost, doubled } = outcome();
    const { injected } = api;
    reportFaults({
      name: `Telegram: ${fault}`,
      injected,
      survived: injected - lost.length - doubled,
      lost: lost.length,
      doubled,
    });
    expect(doubled).toBe(0);
    expect(injected).toBeGreaterThan(0);
  } finally {
    running.stop();
    api.close();
  }
});
