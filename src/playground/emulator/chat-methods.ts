import { z } from 'zod';
import { badRequest } from './bot-api-error.ts';
import { changeBotStatus } from './bot-membership.ts';
import { botUser, type EmulatorState, requireChat } from './emulator-state.ts';
import { chatId, integer, type MethodTable, readParameters } from './method-parameters.ts';

const chatParameters = z.object({ chat_id: chatId.optional() });
const getChatMemberParameters = chatParameters.extend({ user_id: integer.optional() });

/** Methods that ask after chats and those in them. */
export function createChatMethods(state: EmulatorState): MethodTable {
  const { chats } = state;

  return {
    getChat: (raw) => requireChat(state, readParameters(chatParameters, raw).chat_id),

    getChatMember(raw) {
      const parameters = readParameters(getChatMemberParameters, raw);
      const chat = requireChat(state, parameters.chat_id);
      if (parameters.user_id === undefined) throw badRequest('invalid user_id specified');
      if (parameters.user_id === state.bot.id) return { status: 'member', user: botUser(state) };
      const member = chats.member(chat.id, parameters.user_id);
      if (member === undefined) throw badRequest('member not found');
      return member;
    },

    leaveChat(raw) {
      const chat = requireChat(state, readParameters(chatParameters, raw).chat_id);
      if (chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
      changeBotStatus(state, { chat, actor: botUser(state), status: 'left' });
      return true;
    },
  };
}
