import { LRUCache } from 'lru-cache';
import type { Answer } from '../answering/answer.ts';
import type { Participant } from '../answering/conversation-memory.ts';

/** An answer as it stands in a chat. */
export interface ShownAnswer {
  readonly question: string;
  /** Who asked. */
  readonly user: number;
  readonly answer: Answer;
  /** Of the index it was answered from. */
  readonly indexVersion: string;
  /** Whether the question stands above it: it was asked by a button. */
  readonly showsQuestion: boolean;
  /** Its number among what people asked; left out where that is not kept. */
  readonly record?: number;
}

/** A list of articles that were looked for, as it stands in a chat. */
export interface ShownSearch {
  readonly query: string;
  /** Who looked for them. */
  readonly user: number;
}

/** A message of a chat. */
export interface MessagePlace {
  readonly chat: number;
  readonly message: number;
}

/** The answers and searches that still stand in chats, for their buttons and for questions that are edited. Gone with the process. */
export interface ShownAnswers {
  get(place: MessagePlace): ShownAnswer | undefined;
  put(place: MessagePlace, answer: ShownAnswer): void;
  /** Of somebody's last question. */
  last(participant: Participant): ShownAnswer | undefined;
  /** Notes which message answers a question. */
  link(question: MessagePlace, answer: number): void;
  /** The message that answers a question. */
  answerTo(question: MessagePlace): number | undefined;
  searchIn(place: MessagePlace): ShownSearch | undefined;
  putSearch(place: MessagePlace, search: ShownSearch): void;
  /** Forgets what stands in a chat; with a user, only what that user asked. */
  forget(chat: number, user?: number): void;
}

/** Beyond this many, the answer longest untouched is forgotten. */
const CAPACITY = 3000;

export function createShownAnswers({ capacity = CAPACITY } = {}): ShownAnswers {
  const answers = new LRUCache<string, ShownAnswer>({ max: capacity });
  const last = new LRUCache<string, ShownAnswer>({ max: capacity });
  const searches = new LRUCache<string, ShownSearch>({ max: capacity });
  const links = new LRUCache<string, number>({ max: capacity });
  const keyOf = ({ chat, message }: MessagePlace) => `${chat}:${message}`;
  return {
    get: (place) => answers.get(keyOf(place)),
    put(place, answer) {
      answers.set(keyOf(place), answer);
      last.set(`${place.chat}:${answer.user}`, answer);
    },
    last: ({ chat, user }) => last.get(`${chat}:${user}`),
    link: (question, answer) => void links.set(keyOf(question), answer),
    answerTo: (question) => links.get(keyOf(question)),
    searchIn: (place) => searches.get(keyOf(place)),
    putSearch: (place, search) => void searches.set(keyOf(place), search),
    forget(chat, user) {
      const forgotten = new Set<string>();
      for (const cache of [answers, last, searches]) {
        for (const [key, { user: asker }] of [...cache.entries()]) {
          if (!key.startsWith(`${chat}:`) || (user !== undefined && asker !== user)) continue;
          cache.delete(key);
          forgotten.add(key);
        }
      }
      for (const [key, answer] of [...links.entries()]) {
        if (key.startsWith(`${chat}:`) && forgotten.has(`${chat}:${answer}`)) links.delete(key);
      }
    },
  };
}
