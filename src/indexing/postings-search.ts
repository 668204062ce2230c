import type { Hit } from './passage-index.ts';
import type { Postings } from './postings.ts';
import { createTopHits } from './top-hits.ts';

/**
 * The `count` documents whose sum of `weight · impact` over the terms they hold is largest, best first.
 *
 * @param weights by the numbers of terms, above 0
 */
export type PostingsSearch = (
  weights: ReadonlyMap<number, number>,
  count: number,
  accepts?: (document: number) => boolean,
) => Hit[];

/** A term of a query with its postings `[start, end)`, and what it can add to a document's score at most. */
interface QueryTerm {
  readonly weight: number;
  readonly start: number;
  readonly end: number;
  readonly bound: number;
}

/** A binary search costs about as much as going through so many postings. */
const SEARCH_COST = 16;

/**
 * Searches postings term by term, the weightiest first, and stops looking at documents that can't be among the best any
 * more: common words, whose postings are by far the longest, are mostly looked up for a few documents only. What is
 * found is what going through all postings would find (Turtle & Flood, "Query evaluation: strategies and optimizations",
 * 1995, with the bounds of "max score").
 *
 * @param impacts of each posting, above 0
 */
export function createPostingsSearch(postings: Postings, impacts: Float32Array): PostingsSearch {
  const { offsets, documents, lengths } = postings;
  const largest = largestImpacts(offsets, impacts);
  const scores = new Float64Array(lengths.length);
  let touched: Uint32Array = new Uint32Array(1024);

  return (weights, count, accepts) => {
    const terms = [...weights]
      .map(([number, weight]): QueryTerm => {
        const bound = weight * (largest[number] ?? 0);
        return { weight, start: offsets[number] ?? 0, end: offsets[number + 1] ?? 0, bound };
      })
      .sort((left, right) => right.bound - left.bound);
    let rest = terms.reduce((sum, { bound }) => sum + bound, 0);
    let touchedCount = 0;
    let isClosed = false;

    const addAll = ({ weight, start, end }: QueryTerm) => {
      for (let at = start; at < end; at++) {
        const document = documents[at] as number;
        const score = scores[document] as number;
        if (score === 0) {
          if (isClosed) continue;
          if (touchedCount === touched.length) touched = grown(touched);
          touched[touchedCount++] = document;
        }
        scores[document] = score + weight * (impacts[at] as number);
      }
    };
    /** As `addAll`, for the touched documents alone. */
    const addToTouched = ({ weight, start, end }: QueryTerm) => {
      for (let index = 0; index < touchedCount; index++) {
        const document = touched[index] as number;
        const at = find(documents, document, start, end);
        if (at >= 0) scores[document] = (scores[document] as number) + weight * (impacts[at] as number);
      }
    };
    const best = () => {
      const top = createTopHits(count);
      let worst = top.worst;
      for (let index = 0; index < touchedCount; index++) {
        const document = touched[index] as number;
        const score = scores[document] as number;
        if (score < worst || accepts?.(document) === false) continue;
        top.offer(document, score);
        worst = top.worst;
      }
      return top;
    };
    /** Leaves out the documents that the terms still to come can't bring to a score. */
    const keepAbove = (score: number) => {
      let kept = 0;
      for (let index = 0; index < touchedCount; index++) {
        const document = touched[index] as number;
        if ((scores[document] as number) + rest < score) scores[document] = 0;
        else touched[kept++] = document;
      }
      touchedCount = kept;
    };

    for (const term of terms) {
      if (term.end - term.start > touchedCount) {
        // Sums in another order may differ in their last digits: nothing is left out for less than that.
        const worst = best().worst * (1 - 1e-9);
        if (isClosed || rest < worst) {
          isClosed = true;
          keepAbove(worst);
        }
      }
      if (isClosed && touchedCount * SEARCH_COST < term.end - term.start) addToTouched(term);
      else addAll(term);
      rest -= term.bound;
    }
    const hits = best().take();
    for (let index = 0; index < touchedCount; index++) scores[touched[index] as number] = 0;
    return hits;
  };
}

/** Each term's largest impact. */
function largestImpacts(offsets: Uint32Array, impacts: Float32Array): Float32Array {
  const largest = new Float32Array(Math.max(0, offsets.length - 1));
  for (let term = 0; term < largest.length; term++) {
    const end = offsets[term + 1] as number;
    let most = 0;
    for (let at = offsets[term] as number; at < end; at++)
      if ((impacts[at] as number) > most) most = impacts[at] as number;
    largest[term] = most;
  }
  return largest;
}

/** Where a document stands among postings `[start, end)`, or -1. */
function find(documents: Uint32Array, document: number, start: number, end: number): number {
  let low = start;
  let high = end - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = documents[middle] as number;
    if (found === document) return middle;
    if (found < document) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function grown(values: Uint32Array): Uint32Array {
  const larger = new Uint32Array(2 * values.length);
  larger.set(values);
  return larger;
}
