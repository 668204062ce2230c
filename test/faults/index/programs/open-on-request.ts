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
      texts: Array.from(index.passages, ({ text }) => text),
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
  for (const { text } of passages) terms.search(passageTerms(text), HITS);
  for (let axis = 0; axis < vectors.dimension; axis += 1) {
    const vector = new Float32Array(vectors.dimension);
    vector[axis] = 1;
    vectors.nearest(vector, HITS);
    const similarityTo = vectors.similaritiesTo(vector);
    for (let position = 0; position < passages.length; position += 1) similarityTo(position);
  }
}
