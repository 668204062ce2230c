import { Composer, type Context } from 'telegraf';
import { messages } from '../messages.ts';
import type { NoticeBoard } from '../notice-board.ts';

export interface AccessOptions {
  /** The chats that are answered; all of them where it is empty. A user's private chat has the user's number. */
  readonly allowedChats: ReadonlySet<number>;
  readonly notices: NoticeBoard;
}

/** Answers only the chats that are allowed; whoever else writes in private is told so once, a group is left in peace. */
export function accessFeature({ allowedChats, notices }: AccessOptions): Composer<Context> {
  const feature = new Composer();
  if (allowedChats.size === 0) return feature;
  feature.use(async (context, next) => {
    const chat = context.chat?.id ?? context.from?.id;
    if (chat !== undefined && allowedChats.has(chat)) return next();
    if (context.message === undefined || context.chat?.type !== 'private') return;
    await notices.once(`access:${chat}`, () => context.reply(messages.notAllowed));
  });
  return feature;
}
