import type { Chat, User } from 'telegraf/types';
import type { MemberStatus } from './chat-store.ts';
import { botUser, type EmulatorState, unixTime } from './emulator-state.ts';
import { postMessage } from './post-message.ts';

/**
 * Somebody adds the bot to a group or removes it, or it leaves by itself: the bot gets a `my_chat_member` update, and
 * the group a line that says so.
 */
export function changeBotStatus(
  state: EmulatorState,
  { chat, actor, status }: { readonly chat: Chat; readonly actor: User; readonly status: MemberStatus },
): void {
  const user = botUser(state);
  const { status: before = 'left' } = state.chats.member(chat.id, user.id) ?? {};
  state.chats.setMember(chat.id, user, status);
  state.updates.push({
    my_chat_member: {
      chat,
      from: actor,
      date: unixTime(state),
      old_chat_member: { user, status: before },
      new_chat_member: { user, status },
    },
  });
  const news = status === 'member' ? { new_chat_members: [user] } : { left_chat_member: user };
  postMessage(state, { from: actor, chat, ...news });
  // Who looks at the chat sees other commands now, or none.
  state.events.emit(chat.id, { type: 'profile' });
}
