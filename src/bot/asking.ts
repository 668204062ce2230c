import { type Context, TelegramError } from 'telegraf';
import { type FmtString, fmt } from 'telegraf/format';
import type { InlineKeyboardMarkup } from 'telegraf/types';
import type { Answer } from '../answering/answer.ts';
import { smallTalkOf } from '../answering/small-talk.ts';
import { answerKeyboard } from './answer-keyboard.ts';
import type { BotDependencies } from './bot-dependencies.ts';
import { messages } from './messages.ts';
import { renderAnswer } from './render-answer.ts';
import type { ShownAnswer } from './shown-answers.ts';

/** Telegram shows "typing" for five seconds after each call; in milliseconds. */
const TYPING_INTERVAL = 4000;

/** Passages kept with an answer, for «المزيد» and `/proof`. */
const KEPT_PASSAGES = 12;

/** A question as somebody put it to the bot. */
export interface Question {
  readonly chat: number;
  readonly user: number;
  readonly text: string;
  /** The message that asks; left out where a button does. */
  readonly message?: number;
  /** Whether the answer replies to that message: in groups, where others talk in between. */
  readonly isReplied?: boolean;
  /** The bot's message to be edited to the answer; a new one is sent where left out. */
  readonly answerIn?: number | undefined;
  /** Whether the question is shown above the answer. */
  readonly showsQuestion?: boolean;
}

/** Answers questions in chats. */
export type Ask = (context: Context, question: Question) => Promise<void>;

interface Response {
  readonly text: FmtString;
  readonly shown?: ShownAnswer;
}

/** How every feature answers a question: look up or chat, send or edit, and remember what now stands in the chat. */
export function createAsk(dependencies: BotDependencies): Ask {
  const { logger, shownAnswers, memory } = dependencies;

  return async (context, question) => {
    const response = await respond(context, question);
    const keyboard = response.shown && answerKeyboard(dependencies, question.chat, response.shown);
    const message = await deliver(context, question, response.text, keyboard);
    if (message === undefined) return;
    const { chat } = question;
    if (response.shown) shownAnswers.put({ chat, message }, response.shown);
    if (question.message !== undefined) shownAnswers.link({ chat, message: question.message }, message);
  };

  async function respond(context: Context, question: Question): Promise<Response> {
    const smallTalk = smallTalkOf(question.text);
    if (smallTalk) return { text: fmt(messages.smallTalk[smallTalk]) };
    const { indexVersion, articles } = dependencies;
    const answer = await lookUp(context, question);
    const record = await keep(question, answer);
    const { showsQuestion = false } = question;
    const { message } = renderAnswer(answer, articles, { asked: showsQuestion ? question.text : undefined });
    const shown = { question: question.text, user: question.user, answer, indexVersion, showsQuestion };
    return { text: message, shown: { ...shown, ...(record !== undefined && { record }) } };
  }

  async function lookUp(context: Context, { chat, user, text }: Question): Promise<Answer> {
    const stopTyping = showTyping(context);
    try {
      const participant = { chat, user };
      const previous = memory.recall(participant);
      const answer = await dependencies.answerer.answer(text, { previous, top: KEPT_PASSAGES });
      const [citation] = answer.citations;
      if (citation) {
        const { readAs = answer.question, scope } = answer;
        memory.remember(participant, {
          question: readAs,
          sentence: citation.text,
          ...(scope && { scope }),
        });
      }
      const { outcome, confidence, tookMs } = answer;
      logger.info({ update: context.update.update_id, outcome, confidence, tookMs }, 'question looked up');
      logger.debug({ update: context.update.update_id, question: text }, 'question');
      return answer;
    } finally {
      stopTyping();
    }
  }

  /** What people asked is worth having, but never worth an answer. */
  async function keep({ chat, user, text }: Question, answer: Answer): Promise<number | undefined> {
    const { outcome, citations } = answer;
    if (outcome === 'rejected') return undefined;
    const [first] = citations;
    const sentence = first && { article: first.article, number: first.sentence, text: first.text };
    try {
      return await dependencies.feedback?.recordQuestion({
        chat,
        user,
        question: text,
        outcome,
        ...(sentence && { sentence }),
      });
    } catch (error) {
      logger.warn({ error }, 'a question was not kept');
      return undefined;
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

  /** @returns the message that now holds the answer; `undefined` where nobody can be reached. */
  async function deliver(
    context: Context,
    { chat, message, isReplied = false, answerIn }: Question,
    text: FmtString,
    keyboard: InlineKeyboardMarkup | undefined,
  ): Promise<number | undefined> {
    const extra = {
      link_preview_options: { is_disabled: true },
      ...(keyboard && { reply_markup: keyboard }),
    };
    if (answerIn !== undefined && (await edit(context, chat, answerIn, text, extra))) return answerIn;
    const reply =
      isReplied && message !== undefined
        ? { reply_parameters: { message_id: message, allow_sending_without_reply: true } }
        : {};
    return (await context.reply(text, { ...extra, ...reply })).message_id;
  }

  /** @returns whether the message holds the text now; not where it was deleted meanwhile. */
  async function edit(
    context: Context,
    chat: number,
    message: number,
    text: FmtString,
    extra: { readonly reply_markup?: InlineKeyboardMarkup },
  ): Promise<boolean> {
    try {
      await context.telegram.editMessageText(chat, message, undefined, text, extra);
      return true;
    } catch (error) {
      if (error instanceof TelegramError && error.code === 400) return false;
      throw error;
    }
  }
}
