import { LRUCache } from 'lru-cache';
import type { PreviousTurn } from './follow-up.ts';

/** Who asks, where: two people in one group hold two conversations. */
export interface Participant {
  readonly chat: number;
  readonly user: number;
}

/** The last turn of each conversation, for a while. */
export interface ConversationMemory {
  recall(participant: Participant): PreviousTurn | undefined;
  remember(participant: Participant, turn: PreviousTurn): void;
  forget(participant: Participant): void;
  /** Forgets every conversation of a chat. */
  forgetChat(chat: number): void;
}

export interface ConversationMemoryOptions {
  /** Milliseconds after which a turn is forgotten. */
  readonly lifetime?: number;
  /** Conversations kept; beyond them the one longest untouched is forgotten. */
  readonly capacity?: number;
  /** Milliseconds since any fixed moment. */
  readonly now?: () => number;
}

const TEN_MINUTES = 10 * 60 * 1000;

/** A memory that is bounded in time and number, and gone with the process. */
export function createConversationMemory({
  lifetime = TEN_MINUTES,
  capacity = 10_000,
  now = () => performance.now(),
}: ConversationMemoryOptions = {}): ConversationMemory {
  const turns = new LRUCache<string, PreviousTurn>({
    max: capacity,
    ttl: lifetime,
    ttlResolution: 0,
    perf: { now },
  });
  const keyOf = ({ chat, user }: Participant) => `${chat}:${user}`;
  return {
    recall: (participant) => turns.get(keyOf(participant)),
    remember: (participant, turn) => void turns.set(keyOf(participant), turn),
    forget: (participant) => void turns.delete(keyOf(participant)),
    forgetChat(chat) {
      for (const key of [...turns.keys()]) if (key.startsWith(`${chat}:`)) turns.delete(key);
    },
  };
}
