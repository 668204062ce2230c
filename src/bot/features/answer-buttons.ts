import { Composer, type Context } from 'telegraf';
import type { CallbackQuery } from 'telegraf/types';
import {
  answerKeyboard,
  backButton,
  contextKeyboard,
  keyboardOf,
  pagesKeyboard,
} from '../answer-keyboard.ts';
import { renderContext, renderFurther } from '../answer-views.ts';
import type { Ask } from '../asking.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import type { ButtonPress } from '../buttons.ts';
import { messages } from '../messages.ts';
import { renderAnswer } from '../render-answer.ts';
import type { ShownAnswer } from '../shown-answers.ts';
import type { View } from '../view.ts';
import { proofView } from './proof.ts';
import { articleView, searchView, sourcesView } from './sources.ts';

export interface AnswerButtonsOptions {
  readonly dependencies: BotDependencies;
  readonly ask: Ask;
}

/** A pressed button whose message is known. */
interface Press extends ButtonPress {
  readonly chat: number;
  readonly user: number;
  readonly message: number;
  readonly shown: ShownAnswer | undefined;
  /** The question that the message replies to, as far as Telegram tells it. */
  readonly repliedTo: string | undefined;
}

/** The buttons under answers and lists. What was made elsewhere or for an older index gets a short notice. */
export function answerButtonsFeature({ dependencies, ask }: AnswerButtonsOptions): Composer<Context> {
  const { buttons, feedback, logger, shownAnswers } = dependencies;
  const feature = new Composer();

  feature.on('callback_query', async (context) => {
    const press = readPress(context.callbackQuery);
    if (press === undefined) return notify(context, messages.notices.foreign);
    const { action, shown } = press;
    switch (action) {
      case 'like':
      case 'dislike':
        return notify(context, await vote(press));
      case 'again':
        return askAgain(context, press);
      case 'suggestion':
        return askSuggestion(context, press);
      case 'sources':
      case 'found':
      case 'article':
        return press.isCurrent ? show(context, press, await listView(press)) : old(context, press);
      default:
        if (!press.isCurrent || (shown && shown.indexVersion !== dependencies.indexVersion))
          return old(context, press);
        if (shown === undefined) return notify(context, messages.notices.lost);
        return show(context, press, await answerView(press, shown));
    }
  });
  return feature;

  function readPress(query: CallbackQuery): Press | undefined {
    const { message } = query;
    if (message === undefined || !('data' in query)) return undefined;
    const chat = message.chat.id;
    const press = buttons.read(query.data, { chat, indexVersion: dependencies.indexVersion });
    if (press === undefined) return undefined;
    const place = { chat, message: message.message_id };
    const repliedTo = 'reply_to_message' in message ? message.reply_to_message : undefined;
    return {
      ...press,
      ...place,
      user: query.from.id,
      shown: shownAnswers.get(place),
      repliedTo: repliedTo && 'text' in repliedTo ? repliedTo.text : undefined,
    };
  }

  async function answerView(
    { action, chat, numbers: [number = 0] }: Press,
    shown: ShownAnswer,
  ): Promise<View | undefined> {
    const { articles, indexVersion } = dependencies;
    switch (action) {
      case 'proof':
        return proofView(dependencies, chat, shown, number);
      case 'context': {
        const citation = shown.answer.citations[number];
        const article = citation && (await dependencies.readArticle(citation.article));
        const text = article && renderContext(citation, article);
        return text && { text, keyboard: contextKeyboard(dependencies, chat, shown, number) };
      }
      case 'more': {
        const { text, page, pages } = renderFurther(shown, articles, number);
        const rows = [[backButton(dependencies, chat, indexVersion)]];
        const keyboard = pagesKeyboard(dependencies, { chat, indexVersion, action, page, pages, rows });
        return { text, keyboard };
      }
      default: {
        const asked = shown.showsQuestion ? shown.question : undefined;
        const { message } = renderAnswer(shown.answer, articles, { asked });
        return { text: message, keyboard: answerKeyboard(dependencies, chat, shown) ?? keyboardOf([]) };
      }
    }
  }

  async function listView(press: Press): Promise<View | undefined> {
    const { action, chat, message, numbers } = press;
    const [first = 0, second = 0] = numbers;
    if (action === 'sources') return sourcesView(dependencies, chat, first);
    if (action === 'article') return articleView(dependencies, { chat, position: first, asked: second });
    const search = shownAnswers.searchIn({ chat, message });
    return search && searchView(dependencies, { chat, query: search.query, asked: first });
  }

  /** Puts the view into the message with the button. */
  async function show(context: Context, { chat, message }: Press, view: View | undefined): Promise<void> {
    if (view === undefined) return notify(context, messages.notices.lost);
    const extra = { reply_markup: view.keyboard, link_preview_options: { is_disabled: true } };
    await context.telegram.editMessageText(chat, message, undefined, view.text, extra);
    await notify(context);
  }

  /** The articles changed since: nothing of the old answer is shown any more, but the question can be asked again. */
  async function old(context: Context, press: Press): Promise<void> {
    const { chat, message } = press;
    const { indexVersion } = dependencies;
    await notify(context, messages.notices.old);
    if (questionBehind(press) === undefined) return;
    const again = buttons.make({ label: messages.buttons.again, action: 'again', chat, indexVersion });
    await context.telegram.editMessageReplyMarkup(chat, message, undefined, keyboardOf([[again]]));
  }

  async function askAgain(context: Context, press: Press): Promise<void> {
    const { chat, user, message, shown } = press;
    const text = questionBehind(press);
    if (text === undefined) return notify(context, messages.notices.lost);
    await notify(context);
    const showsQuestion = shown?.showsQuestion ?? false;
    await ask(context, { chat, user: shown?.user ?? user, text, answerIn: message, showsQuestion });
  }

  async function askSuggestion(
    context: Context,
    { chat, user, numbers: [at = 0], isCurrent }: Press,
  ): Promise<void> {
    const text = dependencies.suggestions[at];
    if (!isCurrent || text === undefined) return notify(context, messages.notices.old);
    await notify(context);
    await ask(context, { chat, user, text, showsQuestion: true });
  }

  async function vote({ action, chat, user, shown }: Press): Promise<string> {
    if (feedback === undefined) return messages.notices.notKept;
    if (shown?.record === undefined) return messages.notices.lost;
    try {
      const liked = action === 'like';
      const result = await feedback.recordVote({ chat, user, record: shown.record, liked });
      if (result === 'unknown') return messages.notices.lost;
      return result === 'repeated' ? messages.notices.alreadyVoted : messages.notices.thanks;
    } catch (error) {
      logger.warn({ error }, 'an opinion was not kept');
      return messages.notices.notKept;
    }
  }

  /** Every press is answered, or the button would go on waiting; one that waited too long is nobody's any more. */
  async function notify(context: Context, text?: string): Promise<void> {
    await context
      .answerCbQuery(text)
      .catch((error: unknown) => logger.info({ error }, 'a press was not answered'));
  }
}

function questionBehind({ shown, repliedTo }: Press): string | undefined {
  return shown?.question ?? repliedTo;
}
