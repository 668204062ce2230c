import { setTimeout as wait } from 'node:timers/promises';
import { startPlayground } from '../../../../src/playground/playground.ts';
import { createTelegramEmulator } from '../../../../src/playground/telegram-emulator.ts';
import { closing } from '../../../support/index-fixture.ts';
import { type StartedMain, startMain } from '../../../support/start-main.ts';

const SECRET = 'the-secret';

/** Milliseconds; Telegram waits as long before it sends an update again. */
const REQUEST_TIMEOUT = 60_000;
const RETRY_PAUSE = 50;
/** Milliseconds without an answer after which a question counts as lost. */
const LOST_AFTER = 60_000;

/** What became of a question. */
export interface Asked {
  readonly question: string;
  /** Milliseconds until it was answered; `undefined` where it never was. */
  readonly took: number | undefined;
  /** What the bots said, in the order they did. */
  readonly answers: readonly string[];
}

interface RunningBot {
  readonly main: StartedMain;
  readonly url: string;
}

/**
 * Two processes of one bot behind a balancer, which sends each update to one of them in turn, to the other where that one
 * does not take it, and on request to both.
 */
export async function startBalancedBots(environment: Readonly<Record<string, string>>) {
  const emulator = createTelegramEmulator({ maxChats: 10_000 });
  const { apiRoot, token } = closing(await startPlayground({ port: 0, emulator }));

  async function startBot(): Promise<RunningBot> {
    const main = startMain({
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: apiRoot,
      WEBHOOK_URL: 'https://bot.example/updates',
      WEBHOOK_SECRET: SECRET,
      PORT: '0',
      ...environment,
    });
    const [taken] = await Promise.all([main.line(/updates are taken/), main.line(/the bot is on Telegram/)]);
    return { main, url: /http:\/\/127[^"]+/.exec(taken)?.[0] ?? '' };
  }

  const bots = await Promise.all([startBot(), startBot()]);
  let lastUpdate = 0;

  /** Offers an update to one bot after another, until one has taken it. */
  async function deliver(update: object, first: number): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const response = await fetch(bots[(first + attempt) % bots.length]?.url ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT),
      }).catch(() => undefined);
      if (response?.ok) return;
      await wait(RETRY_PAUSE);
    }
  }

  const answersIn = (chat: number) =>
    emulator
      .messages(chat)
      .filter(({ from }) => from?.is_bot)
      .map(({ text = '' }) => text);

  return {
    bots,
    /** Asks in a chat of its own. */
    async ask(question: string, { twice = false } = {}): Promise<Asked> {
      lastUpdate += 1;
      const id = lastUpdate;
      emulator.openChat({ chatId: id });
      const chat = { id, type: 'private', first_name: 'س' };
      const message = { message_id: 1, date: 1, chat, from: { ...chat, is_bot: false }, text: question };
      const startedAt = performance.now();
      const deliveries = [deliver({ update_id: id, message }, id)];
      if (twice) deliveries.push(deliver({ update_id: id, message }, id + 1));
      while (answersIn(id).length === 0 && performance.now() - startedAt < LOST_AFTER) await wait(5);
      const took = answersIn(id).length === 0 ? undefined : performance.now() - startedAt;
      await Promise.all(deliveries);
      return {
        question,
        took,
        get answers() {
          return answersIn(id);
        },
      };
    },
    /** Ends a bot as a power cut does, and starts another in its place. */
    async killAndReplace(number: number, after: number): Promise<void> {
      bots[number]?.main.child.kill('SIGKILL');
      await wait(after);
      bots[number] = await startBot();
    },
  };
}
