import { Composer, type Context } from 'telegraf';
import { message } from 'telegraf/filters';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';
import { renderAnswer } from '../render-answer.ts';

/** Telegram shows "typing" for five seconds after each call. */
const TYPING_INTERVAL = 4000;

/** Any text that is not a command is a question. */
export function questionFeature({ answerer, articles, logger, memory }: BotDependencies): Composer<Context> {
  const feature = new Composer();
  feature.on(message('text'), async (context) => {
    if (context.message.text.startsWith('/')) return context.reply(messages.unknownCommand);
    const stopTyping = showTyping(context);
    try {
      const participant = { chat: context.chat.id, user: context.from.id };
      const answer = await answerer.answer(context.message.text, { previous: memory.recall(participant) });
      const [citation] = answer.citations;
      if (citation) {
        memory.remember(participant, { question: answer.readAs ?? answer.question, sentence: citation.text });
      }
      const { outcome, confidence, tookMs } = answer;
      logger.info({ update: context.update.update_id, outcome, confidence, tookMs }, 'question answered');
      logger.debug({ update: context.update.update_id, question: answer.question }, 'question');
      return await context.reply(renderAnswer(answer, articles));
    } finally {
      stopTyping();
    }
  });
  return feature;

  /** Never waited for, and never a reason to fail: it is a courtesy. */
  function showTyping(context: Context): () => void {
    const show = () => {
      context
        .sendChatAction('typing')
        .catch((error: unknown) => logger.debug({ error }, 'typing was not shown'));
    };
    show();
    const timer = setInterval(show, TYPING_INTERVAL);
    return () => clearInterval(timer);
  }
}
