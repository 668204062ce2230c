/** What an article says of itself, without its text. */
export interface ArticleSummary {
  /** The file's name without its extension; unique in a corpus. */
  readonly id: string;
  /** The title from the file, or `id` where the file gives none. */
  readonly title: string;
  readonly publisher?: string;
  /** ISO 8601 date, `YYYY-MM-DD`. */
  readonly published?: string;
  readonly url?: string;
  /** BCP 47 language tag. */
  readonly language: string;
}

/** One article of the corpus, as read from its file. */
export interface Article extends ArticleSummary {
  /** The text itself, never altered; every offset in the project counts UTF-16 code units from its start. */
  readonly body: string;
}
