import type { Glyph } from './glyph.ts';

/** Glyphs whose baselines differ by less than this share of their size stand on one line. */
const SAME_LINE = 0.5;
/** A gap wider than this many sizes parts two columns. */
const COLUMN_GAP = 3;
/** A gap wider than this many sizes may be the alley between two columns, where it goes on from line to line. */
const ALLEY_GAP = 1;
const ALLEY_LINES = 4;
/** The share of the lines an alley goes through that leave it open; headings over both columns do not. */
const ALLEY_SHARE = 0.7;

/**
 * The glyphs of each line of a page, in the order they are drawn; a line comes where the first of its glyphs does. Lines
 * that stand beside each other in columns are two.
 */
export function rowsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const order = new Map(glyphs.map((glyph, index) => [glyph, index]));
  const place = (glyph: Glyph | undefined): number => (glyph && order.get(glyph)) ?? 0;
  const rows = onOneBaseline(glyphs);
  const alleys = alleysOf(rows);
  return rows
    .flatMap((row) => partedByColumn(row, alleys))
    .map((row) => row.sort((a, b) => place(a) - place(b)))
    .sort((a, b) => place(a[0]) - place(b[0]));
}

/** Some programs draw a line's spaces, figures and signs before or behind its letters, or its left part first. */
function onOneBaseline(glyphs: readonly Glyph[]): Glyph[][] {
  const rows: { y: number; size: number; glyphs: Glyph[] }[] = [];
  for (const glyph of glyphs) {
    const row = rows.findLast(
      ({ y, size }) => Math.abs(glyph.y - y) < SAME_LINE * Math.max(glyph.size, size),
    );
    if (row === undefined) rows.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] });
    else row.glyphs.push(glyph);
  }
  return rows.map((row) => row.glyphs);
}

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/** The gaps within a line that are wide enough to part columns. */
function gapsOf(row: readonly Glyph[]): Gap[] {
  const gaps: Gap[] = [];
  let right = Number.POSITIVE_INFINITY;
  for (const { x, width, size, text } of [...row].sort((a, b) => a.x - b.x)) {
    if (text.trim() === '') continue;
    if (x - right > ALLEY_GAP * size) gaps.push({ from: right, to: x, size });
    right = right === Number.POSITIVE_INFINITY ? x + width : Math.max(right, x + width);
  }
  return gaps;
}

/** Where, from the left, a page is empty from line to line. */
function alleysOf(rows: readonly (readonly Glyph[])[]): number[] {
  const lines = rows.map((row) => ({
    left: Math.min(...row.map(({ x }) => x)),
    right: Math.max(...row.map(({ x, width }) => x + width)),
    gaps: gapsOf(row),
  }));
  const middles = new Set(
    lines.flatMap(({ gaps }) => gaps.map(({ from, to }) => Math.round((from + to) / 2))),
  );
  return [...middles].filter((x) => {
    const crossed = lines.filter(({ left, right }) => left < x && x < right);
    const open = crossed.filter(({ gaps }) => gaps.some(({ from, to }) => from < x && x < to)).length;
    return open >= ALLEY_LINES && open >= ALLEY_SHARE * crossed.length;
  });
}

function partedByColumn(row: readonly Glyph[], alleys: readonly number[]): Glyph[][] {
  const cuts = gapsOf(row)
    .filter(({ from, to, size }) => to - from > COLUMN_GAP * size || alleys.some((x) => from < x && x < to))
    .map(({ from, to }) => (from + to) / 2);
  const parts: Glyph[][] = Array.from({ length: cuts.length + 1 }, () => []);
  for (const glyph of row) parts[cuts.filter((cut) => cut < glyph.x).length]?.push(glyph);
  return parts.filter((part) => part.length > 0);
}
