import type { RecordedCall } from './bot-api-routes.ts';
import type { ChatMessage } from './chat-message.ts';
import type { EmulatorState } from './emulator-state.ts';
import type { UserSide } from './user-side.ts';

const DEFAULT_TIMEOUT_MS = 5_000;

/** Waits for what the bot writes; a wait in vain ends with an error that tells what the bot called instead. */
export function createReplyWaiter({
  state: { bot, chats, events },
  calls,
}: {
  readonly state: Pick<EmulatorState, 'bot' | 'chats' | 'events'>;
  readonly calls: readonly RecordedCall[];
}): UserSide['waitForReply'] {
  const isBots = (message: ChatMessage) => message.from.id === bot.id;

  return (chatId, { after, timeoutMs = DEFAULT_TIMEOUT_MS } = {}) => {
    const known = chats.messages(chatId);
    const start = after ?? known.findLast((message) => !isBots(message))?.message_id ?? 0;
    const isReply = (message: ChatMessage) => isBots(message) && message.message_id > start;
    const early = known.find(isReply);
    if (early !== undefined) return Promise.resolve(early);

    return new Promise((resolve, reject) => {
      const unsubscribe = events.subscribe(chatId, (event) => {
        if (event.type !== 'message' || !isReply(event.message)) return;
        unsubscribe();
        clearTimeout(timer);
        resolve(event.message);
      });
      const timer = setTimeout(() => {
        unsubscribe();
        const latest = calls.slice(-5).map((call) => call.method);
        reject(
          new Error(
            `The bot did not write in chat ${chatId} within ${timeoutMs} ms after message ${start}; ` +
              `its latest calls: ${latest.join(', ') || 'none'}`,
          ),
        );
      }, timeoutMs);
    });
  };
}
