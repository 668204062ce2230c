import type { Hit } from './passage-index.ts';

/** Keeps the best of many hits. */
export interface TopHits {
  offer(passage: number, score: number): void;
  /** The score of the worst kept; the lowest of numbers while there is room. */
  readonly worst: number;
  /** The best so far, best first; equal scores in reading order. */
  take(): Hit[];
}

/** Keeps the `count` best hits offered, in a binary heap whose root is the worst kept. */
export function createTopHits(count: number): TopHits {
  const heap: Hit[] = [];
  return {
    offer(passage, score) {
      const [worst] = heap;
      if (heap.length < count) {
        heap.push({ passage, score });
        siftUp(heap, heap.length - 1);
      } else if (
        worst !== undefined &&
        (score > worst.score || (score === worst.score && passage < worst.passage))
      ) {
        heap[0] = { passage, score };
        siftDown(heap);
      }
    },
    get worst() {
      return heap.length < count ? Number.NEGATIVE_INFINITY : (heap[0]?.score ?? Number.POSITIVE_INFINITY);
    },
    take: () => heap.toSorted((left, right) => right.score - left.score || left.passage - right.passage),
  };
}

function isWorse(left: Hit, right: Hit): boolean {
  return left.score < right.score || (left.score === right.score && left.passage > right.passage);
}

function siftUp(heap: Hit[], from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!swapIfWorse(heap, at, parent)) return;
    at = parent;
  }
}

function siftDown(heap: Hit[]): void {
  for (let at = 0; ; ) {
    const left = 2 * at + 1;
    const worst = isWorseAt(heap, left + 1, left) ? left + 1 : left;
    if (!swapIfWorse(heap, worst, at)) return;
    at = worst;
  }
}

function isWorseAt(heap: readonly Hit[], at: number, than: number): boolean {
  const left = heap[at];
  const right = heap[than];
  return left !== undefined && right !== undefined && isWorse(left, right);
}

/** Puts the hit at `child` in its parent's place if it is the worse one. */
function swapIfWorse(heap: Hit[], child: number, parent: number): boolean {
  const below = heap[child];
  const above = heap[parent];
  if (below === undefined || above === undefined || !isWorse(below, above)) return false;
  heap[child] = above;
  heap[parent] = below;
  return true;
}
