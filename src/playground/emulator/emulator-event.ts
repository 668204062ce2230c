import type { ChatMessage } from './chat-message.ts';

/** How the bot answered a press of a button. */
export interface CallbackAnswer {
  readonly queryId: string;
  readonly text?: string;
  readonly showAlert: boolean;
  readonly url?: string;
}

/** Something that whoever looks at a chat would see. */
export type EmulatorEvent =
  | { readonly type: 'message'; readonly message: ChatMessage }
  | { readonly type: 'edit'; readonly message: ChatMessage }
  | { readonly type: 'delete'; readonly messageId: number }
  | { readonly type: 'chat_action'; readonly action: string }
  | { readonly type: 'callback_answer'; readonly answer: CallbackAnswer }
  /** The bot's commands, name or descriptions are others now. */
  | { readonly type: 'profile' };

export type EmulatorListener = (event: EmulatorEvent) => void;

/** Hands the events of each chat to those who look at it. */
export interface EventHub {
  /** @returns a function that ends the subscription */
  subscribe(chatId: number, listener: EmulatorListener): () => void;
  emit(chatId: number, event: EmulatorEvent): void;
  /** To every chat. */
  broadcast(event: EmulatorEvent): void;
}

export function createEventHub(): EventHub {
  const listeners = new Map<number, Set<EmulatorListener>>();

  return {
    subscribe(chatId, listener) {
      const ofChat = listeners.get(chatId) ?? new Set();
      listeners.set(chatId, ofChat.add(listener));
      return () => {
        ofChat.delete(listener);
        if (ofChat.size === 0 && listeners.get(chatId) === ofChat) listeners.delete(chatId);
      };
    },
    emit(chatId, event) {
      for (const listener of [...(listeners.get(chatId) ?? [])]) listener(event);
    },
    broadcast(event) {
      for (const listener of [...listeners.values()].flatMap((ofChat) => [...ofChat])) listener(event);
    },
  };
}
