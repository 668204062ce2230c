import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Composer, type Context } from 'telegraf';
import type { Metrics } from '../../metrics.ts';
import { messages } from '../messages.ts';
import type { NoticeBoard } from '../notice-board.ts';

/** How many messages a minute are answered. */
export interface FloodLimits {
  readonly user: number;
  readonly group: number;
}

export interface FloodLimitOptions {
  readonly limits: FloodLimits;
  readonly notices: NoticeBoard;
  readonly metrics: Metrics;
}

/** Seconds. */
const PERIOD = 60;

/**
 * Leaves unanswered what one user, or one group, sends beyond the limit; the first time, says so. Inline queries come with
 * each keystroke: they have an allowance of their own, and get no notice, as there is no place for one.
 */
export function floodLimitFeature({ limits, notices, metrics }: FloodLimitOptions): Composer<Context> {
  const users = new RateLimiterMemory({ points: limits.user, duration: PERIOD, keyPrefix: 'user' });
  const groups = new RateLimiterMemory({ points: limits.group, duration: PERIOD, keyPrefix: 'group' });
  const typing = new RateLimiterMemory({ points: limits.user * 5, duration: PERIOD, keyPrefix: 'inline' });
  const feature = new Composer();

  feature.use(async (context, next) => {
    const exceeded = await exceededScope(context);
    if (exceeded === undefined) return next();
    metrics.limited.inc({ scope: exceeded });
    const { chat, from, callbackQuery } = context;
    if (callbackQuery !== undefined) await context.answerCbQuery(messages.tooMany);
    else if (chat !== undefined)
      await notices.once(`${exceeded}:${chat.id}:${exceeded === 'user' ? from?.id : ''}`, () =>
        context.reply(messages.tooMany),
      );
  });
  return feature;

  async function exceededScope(context: Context): Promise<'user' | 'group' | undefined> {
    const { chat, from } = context;
    if (from !== undefined) {
      const limiter = context.inlineQuery === undefined ? users : typing;
      if (!(await isWithin(limiter, from.id))) return 'user';
    }
    const isShared = chat !== undefined && chat.type !== 'private';
    if (isShared && !(await isWithin(groups, chat.id))) return 'group';
    return undefined;
  }
}

async function isWithin(limiter: RateLimiterMemory, key: number): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}
