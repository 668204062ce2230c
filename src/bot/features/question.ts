import { Composer, type Context } from 'telegraf';
import { editedMessage, message } from 'telegraf/filters';
import type { Message } from 'telegraf/types';
import type { Ask } from '../asking.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import { saidToBot } from '../group-address.ts';
import { messages } from '../messages.ts';

export interface QuestionFeatureOptions extends Pick<BotDependencies, 'shownAnswers'> {
  readonly ask: Ask;
}

/**
 * `/ask`, and any text said to the bot that is not a command, is a question; a question that is edited has its answer
 * edited.
 */
export function questionFeature({ ask, shownAnswers }: QuestionFeatureOptions): Composer<Context> {
  const feature = new Composer();

  feature.on(message('text'), (context) => answer(context, context.message));
  feature.on(editedMessage('text'), (context) => {
    const { chat, message_id } = context.editedMessage;
    const earlier = shownAnswers.answerTo({ chat: chat.id, message: message_id });
    return answer(context, context.editedMessage, earlier);
  });
  return feature;

  async function answer(context: Context, asked: Message.TextMessage, earlier?: number): Promise<void> {
    const isPrivate = asked.chat.type === 'private';
    const said = saidToBot(asked, context.botInfo);
    const text = said === undefined && earlier !== undefined ? asked.text : said;
    if (text === undefined) return;
    const question = withoutAskCommand(text, asked);
    if (question === undefined) {
      if (isPrivate && earlier === undefined) await context.reply(messages.unknownCommand);
      return;
    }
    if (question === '' && text.startsWith('/')) {
      await context.reply(messages.emptyAsk);
      return;
    }
    await ask(context, {
      chat: asked.chat.id,
      user: asked.from?.id ?? asked.chat.id,
      text: question,
      message: asked.message_id,
      isReplied: !isPrivate,
      answerIn: earlier,
    });
  }
}

/** The question of `/ask question`, or of the text that a bare `/ask` replies to; `undefined` for another command. */
function withoutAskCommand(
  text: string,
  { reply_to_message: repliedTo }: Message.TextMessage,
): string | undefined {
  if (!text.startsWith('/')) return text;
  const [command, question = ''] = /^\/ask(?:@\w+)?(?:\s+(.*))?$/su.exec(text) ?? [];
  if (command === undefined) return undefined;
  const asked = question.trim();
  return asked === '' && repliedTo && 'text' in repliedTo ? repliedTo.text : asked;
}
