import { LRUCache } from 'lru-cache';
import { Composer, type Context } from 'telegraf';
import { editedMessage, message } from 'telegraf/filters';
import type { BotDependencies } from '../bot-dependencies.ts';
import { messages } from '../messages.ts';
import { renderAnswer } from '../render-answer.ts';

/** Telegram shows "typing" for five seconds after each call; in milliseconds. */
const TYPING_INTERVAL = 4000;

/** Answers whose questions may still be edited; an older question that is edited is answered anew. */
const EDITABLE_ANSWERS = 5000;

interface Question {
  readonly chat: number;
  readonly user: number;
  readonly message: number;
  readonly text: string;
}

/** Any text that is not a command is a question; a question that is edited has its answer edited. */
export function questionFeature(dependencies: BotDependencies): Composer<Context> {
  const { logger } = dependencies;
  const answers = new LRUCache<string, number>({ max: EDITABLE_ANSWERS });
  const keyOf = ({ chat, message }: Question) => `${chat}:${message}`;
  const feature = new Composer();

  feature.on(message('text'), async (context) => {
    const { chat, from, message_id, text } = context.message;
    if (text.startsWith('/')) await context.reply(messages.unknownCommand);
    else await reply(context, { chat: chat.id, user: from.id, message: message_id, text });
  });

  feature.on(editedMessage('text'), async (context) => {
    const { chat, from, message_id, text } = context.editedMessage;
    const question = { chat: chat.id, user: from.id, message: message_id, text };
    const earlier = answers.get(keyOf(question));
    if (text.startsWith('/')) return;
    if (earlier === undefined) return reply(context, question);
    const answer = await answerFor(context, question);
    await context.telegram.editMessageText(question.chat, earlier, undefined, answer);
  });

  return feature;

  async function reply(context: Context, question: Question): Promise<void> {
    const answer = await answerFor(context, question);
    const sent = await context.reply(answer);
    answers.set(keyOf(question), sent.message_id);
  }

  async function answerFor(context: Context, { chat, user, text }: Question) {
    const { answerer, articles, memory } = dependencies;
    const stopTyping = showTyping(context);
    try {
      const participant = { chat, user };
      const answer = await answerer.answer(text, { previous: memory.recall(participant) });
      const [citation] = answer.citations;
      if (citation) {
        memory.remember(participant, { question: answer.readAs ?? answer.question, sentence: citation.text });
      }
      const { outcome, confidence, tookMs } = answer;
      logger.info({ update: context.update.update_id, outcome, confidence, tookMs }, 'question looked up');
      logger.debug({ update: context.update.update_id, question: text }, 'question');
      return renderAnswer(answer, articles);
    } finally {
      stopTyping();
    }
  }

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
