import { badRequest } from './bot-api-error.ts';

/** Queries that the bot has to answer in time: presses of buttons, and inline queries. */
export interface PendingQueries<Query, Answer> {
  /** @returns the new query's identifier */
  add(query: Query): string;
  /**
   * Takes the bot's answer; a second one is accepted and changes nothing.
   *
   * @throws BotApiError 400, where the query is unknown or too old
   */
  answer(queryId: string, answer: Answer): Query;
  /** @throws Error where no answer comes in time, or where there is no such query */
  answerOf(queryId: string, timeoutMs: number): Promise<Answer>;
}

interface PendingQuery<Query, Answer> {
  readonly query: Query;
  readonly askedAt: number;
  readonly answered: Promise<Answer>;
  resolve(answer: Answer): void;
}

/** Telegram gives no figure; a bot should answer within seconds. */
const LIFETIME_MS = 5 * 60_000;
const MAX_KEPT = 1_000;

export function createPendingQueries<Query, Answer>({
  now,
}: {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}): PendingQueries<Query, Answer> {
  const queries = new Map<string, PendingQuery<Query, Answer>>();
  let lastId = 1_000_000;

  return {
    add(query) {
      lastId += 1;
      const id = String(lastId);
      let resolve: (answer: Answer) => void = () => {};
      const answered = new Promise<Answer>((settle) => {
        resolve = settle;
      });
      queries.set(id, { query, askedAt: now(), answered, resolve });
      queries.delete(String(lastId - MAX_KEPT));
      return id;
    },
    answer(queryId, answer) {
      const pending = queries.get(queryId);
      if (pending === undefined || now() - pending.askedAt > LIFETIME_MS) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      pending.resolve(answer);
      return pending.query;
    },
    async answerOf(queryId, timeoutMs) {
      const pending = queries.get(queryId);
      if (pending === undefined) throw new Error(`There is no query ${queryId}`);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        const error = new Error(`The bot did not answer the query ${queryId} within ${timeoutMs} ms`);
        timer = setTimeout(() => reject(error), timeoutMs);
      });
      return Promise.race([pending.answered, late]).finally(() => clearTimeout(timer));
    },
  };
}
