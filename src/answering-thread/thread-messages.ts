import type { Answer, AnswerOptions } from '../answering/answer.ts';
import type { Article } from '../corpus/article.ts';
import type { DownloadProgress, LoadEmbedderOptions } from '../embedding/load-embedder.ts';
import type { Manifest } from '../indexing/manifest.ts';

/** What the thread works with; sent to it as it starts. */
export interface ThreadSettings {
  readonly corpusDirectory: string;
  readonly indexDirectory: string;
  readonly embedder: Omit<LoadEmbedderOptions, 'onProgress'>;
  /**
   * Whether an index that is missing, damaged or out of date is built. If not, the one that is published is opened as it
   * is, whatever the articles say now, or refused.
   */
  readonly builds: boolean;
}

export interface Question {
  readonly kind: 'question';
  /** What its answer will be known by. */
  readonly id: number;
  readonly question: string;
  readonly options: AnswerOptions | undefined;
}

/** What the thread is asked. Closing comes after the questions before it. */
export type ThreadRequest = Question | { readonly kind: 'close' };

/** How a question ended. */
export type Reply =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'failure'; readonly id: number; readonly error: unknown };

/** The index is open and questions may come. */
export interface Ready {
  readonly kind: 'ready';
  readonly manifest: Manifest;
  readonly articles: ReadonlyMap<string, Article>;
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
