import { Composer, type Context, type MiddlewareFn } from 'telegraf';
import type { ChatMemberUpdated, Message } from 'telegraf/types';
import type { BotDependencies } from '../bot-dependencies.ts';
import { saidToBot } from '../group-address.ts';
import { messages } from '../messages.ts';
import type { ShownAnswers } from '../shown-answers.ts';

type GroupDependencies = Pick<BotDependencies, 'feedback' | 'memory' | 'shownAnswers'>;

/** Says once, when it is added to a group, how to use it; leaves nothing of the chat behind when it is removed. */
export function groupsFeature({ feedback, memory, shownAnswers }: GroupDependencies): Composer<Context> {
  const feature = new Composer();
  feature.on('my_chat_member', async (context) => {
    const { chat, old_chat_member: before, new_chat_member: after } = context.myChatMember;
    if (isMember(after) && !isMember(before) && chat.type !== 'private') {
      if (chat.type !== 'channel') await context.reply(messages.addedToGroup(context.me));
    } else if (!isMember(after)) {
      memory.forgetChat(chat.id);
      shownAnswers.forget(chat.id);
      await feedback?.forget({ chat: chat.id });
    }
  });
  return feature;
}

function isMember(member: ChatMemberUpdated['new_chat_member']): boolean {
  return member.status !== 'left' && member.status !== 'kicked';
}

/** Stops what people in a group say to one another: the bot answers there only when it is spoken to. */
export function onlyWhenSpokenTo({ shownAnswers }: { shownAnswers: ShownAnswers }): MiddlewareFn<Context> {
  return (context, next) => {
    const said = context.message ?? context.editedMessage;
    if (said === undefined || said.chat.type === 'private') return next();
    const isText = 'text' in said;
    const wasAnswered = shownAnswers.answerTo({ chat: said.chat.id, message: said.message_id }) !== undefined;
    const isForBot = isText && saidToBot(said as Message.TextMessage, context.botInfo) !== undefined;
    return isForBot || (isText && wasAnswered) ? next() : Promise.resolve();
  };
}
