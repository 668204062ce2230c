import type { Chat, User } from 'telegraf/types';
import type { EmulatorState } from './emulator-state.ts';
import type { Sender } from './user-side.ts';

/** In groups, writers without a number of their own are this user. */
const DEFAULT_GROUP_MEMBER = 4_001;

/** Makes a chat and its member where they are new, and takes over what is new about the member. */
export function enterChat(
  { chats }: Pick<EmulatorState, 'chats'>,
  sender: Sender,
): { readonly chat: Chat; readonly user: User } {
  const { id } = userOf(sender);
  const known = chats.member(sender.chatId, id);
  const user = { ...known?.user, ...userOf(sender, known?.user.first_name) };
  const chat = chats.open(chatOf(sender, user));
  chats.setMember(chat.id, user, known?.status ?? 'member');
  return { chat, user };
}

export function userOf(
  { chatId, userId, firstName, username, languageCode }: Sender,
  knownName = 'User',
): User {
  return {
    id: userId ?? (chatId > 0 ? chatId : DEFAULT_GROUP_MEMBER),
    is_bot: false,
    first_name: firstName ?? knownName,
    ...(username !== undefined && { username }),
    ...(languageCode !== undefined && { language_code: languageCode }),
  };
}

function chatOf({ chatId, chatType, chatTitle = 'Group', isForum = false }: Sender, user: User): Chat {
  const type = chatType ?? (chatId > 0 ? 'private' : 'supergroup');
  if (type === 'supergroup')
    return { id: chatId, type, title: chatTitle, ...(isForum && { is_forum: true }) };
  if (type === 'group') return { id: chatId, type, title: chatTitle };
  return {
    id: chatId,
    type,
    first_name: user.first_name,
    ...(user.username !== undefined && { username: user.username }),
  };
}
