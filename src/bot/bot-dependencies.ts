import type { Answerer } from '../answering/answer.ts';
import type { ConversationMemory } from '../answering/conversation-memory.ts';
import type { Article } from '../corpus/article.ts';
import type { Logger } from '../logger.ts';

/** What the bot's features need; each takes only the part it uses. */
export interface BotDependencies {
  readonly answerer: Answerer;
  /** The articles answers come from, by id. They change with the index: to be read when needed, not before. */
  readonly articles: ReadonlyMap<string, Article>;
  readonly logger: Logger;
  /** What each conversation asked last, for follow-up questions. */
  readonly memory: ConversationMemory;
}
