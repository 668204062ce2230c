import { IndexError, type IndexProblem } from '../../../../src/indexing/index-error.ts';
import { openIndex } from '../../../../src/indexing/open-index.ts';
import type { PassageIndex } from '../../../../src/indexing/passage-index.ts';
import { passageTerms } from '../../../../src/indexing/passage-terms.ts';

/** How an opening ended. */
export type Opening =
  | { readonly kind: 'opened'; readonly version: string; readonly texts: readonly string[] }
  | { readonly kind: 'refused'; readonly problem: IndexProblem; readonly message: string }
  /** Neither: an error that nobody foresaw. */
  | { readonly kind: 'broke'; readonly message: string };

/** Passages asked for in one search. */
const HITS = 20;

// Opens each folder it is sent, reads and searches all there is, and says how that went.
process.on('message', async (directory: string) => {
  process.send?.(await open(directory));
});

async function open(directory: string): Promise<Opening> {
  try {
    const index = await openIndex(directory);
    searchEverything(index);
    return {
      kind: 'opened',
      version: index.manifest.version,
      texts: index.passages.map(({ text }) => text),
    };
  } catch (error) {
    if (error instanceof IndexError)
      return { kind: 'refused', problem: error.problem, message: error.message };
    return {
      kind: 'broke',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

function searchEverything({ passages, vectors, terms }: PassageIndex): void {
  for (const [position, { text }] of passages.entries()) {
    vectors.nearest(vectors.vectorOf(position), HITS);
    terms.search(passageTerms(text), HITS);
  }
}
