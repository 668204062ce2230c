/** Passages `[first, end)`, by their positions. */
export interface PassageRange {
  readonly first: number;
  readonly end: number;
}

/** How many passages some ranges hold that don't overlap. */
export function countPassages(ranges: readonly PassageRange[]): number {
  return ranges.reduce((sum, { first, end }) => sum + end - first, 0);
}

/** Their positions. */
export function positionsIn(ranges: readonly PassageRange[]): number[] {
  return ranges.flatMap(({ first, end }) =>
    Array.from({ length: end - first }, (_, offset) => first + offset),
  );
}

/** The same passages in as few ranges as can be, sorted. */
export function mergeRanges(ranges: readonly PassageRange[]): PassageRange[] {
  const merged: { first: number; end: number }[] = [];
  for (const { first, end } of ranges.toSorted((left, right) => left.first - right.first)) {
    const last = merged.at(-1);
    if (last !== undefined && first <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ first, end });
  }
  return merged;
}

/** The place of the range that holds a position, among ranges that are sorted and don't overlap; or -1. */
export function findRange(ranges: readonly PassageRange[], position: number): number {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { first, end } = ranges[middle] as PassageRange;
    if (position < first) high = middle - 1;
    else if (position >= end) low = middle + 1;
    else return middle;
  }
  return -1;
}
