import type { Answerer } from '../../../../src/answering/answer.ts';
import { createBot } from '../../../../src/bot/create-bot.ts';
import { launchBot } from '../../../../src/bot/launch-bot.ts';
import { createLogger } from '../../../../src/logger.ts';
import { createMetrics } from '../../../../src/metrics.ts';
import type { TelegramEmulator } from '../../../../src/playground/telegram-emulator.ts';
import { articleOf } from '../../../support/index-fixture.ts';
import { libraryOf } from '../../../support/library.ts';
import { UNHURRIED } from '../../../support/unhurried.ts';

const library = libraryOf([articleOf('echo', 'جملة.')]);

/** Quotes the question, so that each answer can be told by the number in it. */
export function echoAnswerer(work: () => Promise<unknown> = async () => {}): Answerer {
  return {
    async answer(question) {
      await work();
      const position = {
        article: 'echo',
        sentence: 1,
        start: 0,
        end: question.length,
        text: question,
        score: 1,
      };
      return {
        question,
        outcome: 'answered',
        confidence: 1,
        answer: null,
        citations: [{ ...position, number: 1, highlights: [] }],
        ranked: [position],
        tookMs: 0,
      };
    },
  };
}

export interface EchoBotOptions {
  readonly apiRoot: string;
  readonly token: string;
  readonly answerer?: Answerer;
  /** Milliseconds that a request may take: as long as in earnest, unless answers are kept from the bot on purpose. */
  readonly timeout?: number;
}

/** A bot whose log is kept, launched by long polling. */
export function launchEchoBot({
  apiRoot,
  token,
  answerer = echoAnswerer(),
  timeout = 30_000,
}: EchoBotOptions) {
  const log: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void log.push(JSON.parse(line)) };
  const logger = createLogger({ level: 'info', destination });
  const metrics = createMetrics();
  const bot = createBot(token, {
    answerer,
    ...library,
    logger,
    metrics,
    telegramApiRoot: apiRoot,
    floodLimits: { user: 100_000, group: 100_000 },
    sendingRates: UNHURRIED,
    sendingRetries: { attempts: 12, firstDelay: 5, timeout },
  });
  let becomeReady = () => {};
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });
  const running = launchBot({
    bot,
    logger,
    metrics,
    telegramApiRoot: apiRoot,
    firstDelay: 5,
    onReady: () => becomeReady(),
  });
  return { running, ready, log, metrics };
}

/** Asks numbered questions of as many chats; the update of each has its number. */
export function askNumbered(emulator: TelegramEmulator, { count, chats }: { count: number; chats: number }) {
  for (let number = 1; number <= count; number += 1) {
    emulator.receiveMessage({ chatId: chatOf(number, chats), text: `سؤال رقم ${number}؟` });
  }
}

export function chatOf(number: number, chats: number): number {
  return 1 + (number % chats);
}

/** How often each question was answered, by its number. */
export function answersByNumber(emulator: TelegramEmulator, chats: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let chat = 1; chat <= chats; chat += 1) {
    for (const { from, text = '' } of emulator.messages(chat)) {
      const number = Number(/سؤال رقم (\d+)/.exec(text)?.[1]);
      if (from?.is_bot && number > 0) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
  }
  return counts;
}
