import { LRUCache } from 'lru-cache';
import type { InlineRequest } from './emulator/user-side.ts';
import type { InlineAnswer, TelegramEmulator } from './telegram-emulator.ts';

/** Answers kept, of all users. */
const MAX_ANSWERS = 200;

/**
 * Asks the bot as Telegram's servers do: an answer is kept for as long as the bot said, for everybody unless it is
 * personal, and the bot is not asked again meanwhile.
 *
 * @returns asks; its promise rejects where the bot does not answer in time
 */
export function createInlineQueries(
  emulator: Pick<TelegramEmulator, 'inlineQuery'>,
): (request: InlineRequest) => Promise<InlineAnswer> {
  const answers = new LRUCache<string, InlineAnswer>({ max: MAX_ANSWERS });

  return async (request) => {
    const { userId, query, offset = '', languageCode = '' } = request;
    const shared = JSON.stringify([query, offset, languageCode]);
    const personal = JSON.stringify([userId, query, offset, languageCode]);
    const known = answers.get(personal) ?? answers.get(shared);
    if (known !== undefined) return known;

    const answer = await emulator.inlineQuery(request);
    if (answer.cacheTime > 0) {
      answers.set(answer.isPersonal ? personal : shared, answer, { ttl: answer.cacheTime * 1000 });
    }
    return answer;
  };
}
