import type { Answerer } from '../answering/answer.ts';
import type { Article } from '../corpus/article.ts';
import type { Logger } from '../logger.ts';

/** What the bot's features need; each takes only the part it uses. */
export interface BotDependencies {
  readonly answerer: Answerer;
  /** The articles answers come from, by id. */
  readonly articles: ReadonlyMap<string, Article>;
  readonly logger: Logger;
}
