import { Composer, type Context } from 'telegraf';
import { pagesKeyboard } from '../answer-keyboard.ts';
import { renderEvidence } from '../answer-views.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';
import type { ShownAnswer } from '../shown-answers.ts';
import type { View } from '../view.ts';

type ProofDependencies = Pick<BotDependencies, 'articles' | 'buttons' | 'shownAnswers'>;

/** `/proof`: all that was found for somebody's last question, with scores, by pages. */
export function proofFeature(dependencies: ProofDependencies): Composer<Context> {
  const { shownAnswers } = dependencies;
  const feature = new Composer();
  feature.command('proof', async (context) => {
    const chat = context.chat.id;
    const shown = shownAnswers.last({ chat, user: context.from.id });
    if (shown === undefined || shown.answer.ranked.length === 0) {
      await context.reply(messages.noProof);
      return;
    }
    const { text, keyboard } = proofView(dependencies, chat, shown, 0);
    const extra = { reply_markup: keyboard, link_preview_options: { is_disabled: true } };
    const sent = await context.reply(text, extra);
    if (sent) shownAnswers.put({ chat, message: sent.message_id }, shown);
  });
  return feature;
}

/** A page of the evidence for an answer. */
export function proofView(
  dependencies: Pick<ProofDependencies, 'articles' | 'buttons'>,
  chat: number,
  shown: ShownAnswer,
  asked: number,
): View {
  const { text, page, pages } = renderEvidence(shown, dependencies.articles, asked);
  const { indexVersion } = shown;
  return {
    text,
    keyboard: pagesKeyboard(dependencies, { chat, indexVersion, action: 'proof', page, pages }),
  };
}
