/** The bytes that one or more articles are read from, and what is known of them beside. */
export interface SourceDocument {
  /** How messages name it: a path or an address. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The type that a server gave, with its parameters; none for a file. */
  readonly contentType?: string;
  /** Where it was fetched from, after redirects; none for a file. */
  readonly address?: string;
}
