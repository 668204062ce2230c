import type { Context, MiddlewareFn } from 'telegraf';

/**
 * Handles the updates of one chat one after another, in the order they came; different chats don't wait for each other.
 * telegraf itself starts all updates of a batch at once, which would let a quick answer overtake a slow one.
 */
export function inOrder(): MiddlewareFn<Context> {
  const lastTurns = new Map<number, Promise<unknown>>();
  return async (context, next) => {
    const chat = context.chat?.id;
    if (chat === undefined) return next();
    const turn = (lastTurns.get(chat) ?? Promise.resolve()).then(next);
    const settled = turn.catch(() => undefined);
    lastTurns.set(chat, settled);
    try {
      await turn;
    } finally {
      if (lastTurns.get(chat) === settled) lastTurns.delete(chat);
    }
  };
}
