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

export interface ShownAnswersOptions {
  /** Beyond this many, the answer longest untouched is forgotten. */
  readonly capacity?: number;
  /**
   * The same for their length as JSON, in UTF-16 code units: an answer holds the text of every passage found for it, and
   * nothing limits how long the sentences of an article are. No answer longer than that is kept.
   */
  readonly room?: number;
}

/** Answers kept in earnest. */
export const SHOWN_ANSWERS_KEPT = 3000;

/** Twice what so many answers from a news article take: 48 MB. */
const ROOM = 24_000_000;

export function createShownAnswers({
  capacity = SHOWN_ANSWERS_KEPT,
  room = ROOM,
}: ShownAnswersOptions = {}): ShownAnswers {
  const bounds = { max: capacity, maxSize: room };
  const answers = new LRUCache<string, ShownAnswer>(bounds);
  const last = new LRUCache<string, ShownAnswer>(bounds);
  const searches = new LRUCache<string, ShownSearch>({ max: capacity });
  const links = new LRUCache<string, number>({ max: capacity });
  const keyOf = ({ chat, message }: MessagePlace) => `${chat}:${message}`;
  return {
    get: (place) => answers.get(keyOf(place)),
    put(place, answer) {
      const size = JSON.stringify(answer).length;
      answers.set(keyOf(place), answer, { size });
      last.set(`${place.chat}:${answer.user}`, answer, { size });
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
