import type { Draft } from './draft.ts';
import type { Duplicate } from './duplicate-finder.ts';

/** What became of one article: of a document, or of an entry of a feed. */
export type Outcome = { readonly name: string } & (
  | { readonly kind: 'added'; readonly id: string; readonly draft: Draft }
  | { readonly kind: 'duplicate'; readonly of: Duplicate }
  /** The entry of a feed whose page is an article's already; it was not fetched. */
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'failed'; readonly message: string }
);
