import { Composer, type Context } from 'telegraf';
import { messages } from '../messages.ts';

/** How an attempt to change to a new index ended; what was wrong is in the log. */
export type ReloadResult = 'swapped' | 'unchanged' | 'refused';

export interface ReloadOptions {
  readonly adminIds: ReadonlySet<number>;
  /** Opens the index that is on disk now, and changes to it. */
  readonly reload: () => Promise<ReloadResult>;
}

/** `/reload`: an admin has the index on disk opened. For everybody else there is no such command. */
export function reloadFeature({ adminIds, reload }: ReloadOptions): Composer<Context> {
  const feature = new Composer();
  feature.command('reload', async (context, next) => {
    if (!adminIds.has(context.from.id)) return next();
    await context.reply(messages.reload[await reload()]);
  });
  return feature;
}
