import type { Answer, AnswerOptions } from '../answering/answer.ts';
import type { Article, ArticleSummary } from '../corpus/article.ts';
import type { DownloadProgress, LoadEmbedderOptions } from '../embedding/load-embedder.ts';
import type { IndexPlaceSettings } from '../index-place.ts';
import type { IndexDescription } from '../indexing/passage-store.ts';

/** What the thread works with; sent to it as it starts. */
export interface ThreadSettings extends IndexPlaceSettings {
  readonly corpusDirectory: string;
  readonly embedder: Omit<LoadEmbedderOptions, 'onProgress'>;
  /** Whether passages are read. */
  readonly reads: boolean;
  /**
   * Whether an index that is missing, damaged or out of date is built; in a database, which others answer from too, only
   * one that is missing is. If not, the one that is published is opened as it is, whatever the articles say now, or refused.
   */
  readonly builds: boolean;
}

/** What the thread does when asked, by the kind of request. */
export interface Requests {
  readonly answer: {
    readonly asked: { readonly question: string; readonly options: AnswerOptions | undefined };
    readonly reply: Answer;
  };
  /** An article with its text, by id: the texts of an archive stay where they are. */
  readonly readArticle: { readonly asked: string; readonly reply: Article | undefined };
  readonly findArticles: { readonly asked: string; readonly reply: readonly string[] };
}

/** One of them; its reply will be known by the id. */
export type Request = {
  [Kind in keyof Requests]: {
    readonly kind: Kind;
    readonly id: number;
    readonly asked: Requests[Kind]['asked'];
  };
}[keyof Requests];

/** What the thread is asked. Closing comes after the requests before it. */
export type ThreadRequest = Request | { readonly kind: 'close' };

/** How a request ended. */
export type Reply =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Requests[keyof Requests]['reply'] }
  | { readonly kind: 'failure'; readonly id: number; readonly error: unknown };

/** The index is open and questions may come. */
export interface Ready {
  readonly kind: 'ready';
  readonly manifest: IndexDescription;
  readonly articles: ReadonlyMap<string, ArticleSummary>;
  /** Questions that the articles answer. */
  readonly suggestions: readonly string[];
}

/** It could not start. */
export interface Failed {
  readonly kind: 'failed';
  readonly error: unknown;
  readonly isForeseen: boolean;
}

/** What the thread says. */
export type ThreadReport =
  | { readonly kind: 'downloading'; readonly progress: DownloadProgress }
  | { readonly kind: 'building'; readonly why: string }
  | Ready
  | Failed
  | Reply;
