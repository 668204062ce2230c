import { type ChatMessage, toBotApiMessage } from './chat-message.ts';
import { type EmulatorState, isBotIn, unixTime } from './emulator-state.ts';

/** Puts what somebody wrote, or what happened in a chat, into it; a bot that is in the chat is told. */
export function postMessage(
  state: Pick<EmulatorState, 'bot' | 'chats' | 'events' | 'updates' | 'now'>,
  content: Omit<ChatMessage, 'message_id' | 'date'>,
): ChatMessage {
  const message: ChatMessage = {
    message_id: state.chats.nextMessageId(),
    date: unixTime(state),
    ...content,
  };
  state.chats.put(message);
  state.events.emit(message.chat.id, { type: 'message', message });
  if (isBotIn(state, message.chat.id)) state.updates.push({ message: toBotApiMessage(message) });
  return message;
}
