import type { Answerer } from '../answering/answer.ts';
import type { ConversationMemory } from '../answering/conversation-memory.ts';
import type { Library } from '../answering/library.ts';
import type { FeedbackStore } from '../feedback/feedback-store.ts';
import type { Logger } from '../logger.ts';
import type { Buttons } from './buttons.ts';
import type { ShownAnswers } from './shown-answers.ts';

/**
 * What answers come from. It may be replaced while the bot runs, so it is read at the time of use, never kept.
 */
export interface Knowledge extends Library {
  readonly answerer: Answerer;
  /** Changes with every index that is built. */
  readonly indexVersion: string;
  /** Questions that the articles answer, for whoever does not know what to ask. */
  readonly suggestions: readonly string[];
}

/** What the bot's features need; each takes only the part it uses. */
export interface BotDependencies extends Knowledge {
  readonly logger: Logger;
  /** What each conversation asked last, for follow-up questions. */
  readonly memory: ConversationMemory;
  /** The answers that stand in chats. */
  readonly shownAnswers: ShownAnswers;
  readonly buttons: Buttons;
  /** What people asked and thought of the answers; left out where it is not kept. */
  readonly feedback: FeedbackStore | undefined;
  /** Users who may see what people asked. */
  readonly adminIds: ReadonlySet<number>;
}
