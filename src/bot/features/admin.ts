import { Composer, type Context } from 'telegraf';
import { groupQuestions } from '../../feedback/group-questions.ts';
import { isUnanswered, summarise } from '../../feedback/report.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import { shorten } from '../formatted-text.ts';
import { messages } from '../messages.ts';
import { MAXIMUM_MESSAGE_LENGTH } from '../render-answer.ts';

/** Days that `/stats` and `/unanswered` look back, or the number given after the command. */
const DEFAULT_DAYS = 7;
const MOST_DAYS = 3650;
const SHOWN_QUESTIONS = 30;
const QUESTION_LENGTH = 150;

/** `/stats` and `/unanswered` for admins, in private; to anybody else there are no such commands. */
export function adminFeature({
  adminIds,
  feedback,
}: Pick<BotDependencies, 'adminIds' | 'feedback'>): Composer<Context> {
  const feature = new Composer();
  const forAdmins = Composer.optional<Context>(
    ({ chat, from }) => chat?.type === 'private' && from !== undefined && adminIds.has(from.id),
    new Composer<Context>()
      .command('stats', async (context) => {
        const days = daysOf(context.payload);
        await tell(context, (await stats(days)) ?? messages.admin.notKept);
      })
      .command('unanswered', async (context) => {
        const days = daysOf(context.payload);
        await tell(context, (await unanswered(days)) ?? messages.admin.notKept);
      }),
  );
  feature.use(forAdmins);
  return feature;

  function tell(context: Context, text: string) {
    return context.reply(text);
  }

  async function stats(days: number): Promise<string | undefined> {
    const summary = await feedback?.summary({ days });
    return summary && messages.admin.stats({ days, ...summarise(summary) });
  }

  async function unanswered(days: number): Promise<string | undefined> {
    const summary = await feedback?.summary({ days });
    if (summary === undefined) return undefined;
    const groups = groupQuestions(summary.questions.filter(isUnanswered)).slice(0, SHOWN_QUESTIONS);
    if (groups.length === 0) return messages.admin.allAnswered(days);
    const lines = groups.map(({ question, count }) =>
      messages.admin.unansweredLine(count, shorten(question, QUESTION_LENGTH)),
    );
    return fitting([messages.admin.unanswered(days), '', ...lines]);
  }
}

/** As many of the lines as one message holds. */
function fitting(lines: readonly string[]): string {
  return lines.reduce((text, line) =>
    text.length + line.length + 1 > MAXIMUM_MESSAGE_LENGTH ? text : `${text}\n${line}`,
  );
}

function daysOf(payload: string): number {
  const days = Number(payload.trim());
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : DEFAULT_DAYS;
}
