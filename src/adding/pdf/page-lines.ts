import type { Glyph } from './glyph.ts';
import { type Cluster, logicalOrder } from './logical-order.ts';
import { rowsOf } from './page-rows.ts';
import { toLetters } from './presentation-forms.ts';

/** A line of a page, read. Lengths are in points; y grows upwards. */
export interface PageLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** How the letters of a document lie on its pages. */
export type GlyphOrder = 'as shown' | 'drawn backwards';

/** A gap wider than this share of the font's size is a space, even without one being drawn. */
const SPACE = 0.2;

const MARK = /^\p{M}+$/u;
/** A letter narrower than this share of its size is the rest of a ligature, which the glyph before it shows. */
const NO_WIDTH = 0.02;

/**
 * The lines of a page in the order they are drawn, which is the order of reading where columns stand side by side; the
 * letters of each by where they stand, however they were drawn, since producers differ in that.
 *
 * With `drawn backwards` the page itself shows Arabic from left to right, as programs do that know nothing of it:
 * then the letters are taken as they stand.
 */
export function linesOf(glyphs: readonly Glyph[], order: GlyphOrder = 'as shown'): PageLine[] {
  const lines: PageLine[] = [];
  for (const row of rowsOf(glyphs)) {
    const shown = row.filter(({ text }) => text.trim() !== '');
    if (shown.length === 0) continue;
    const clusters = spaced(clustersOf(row));
    const text = order === 'as shown' ? logicalOrder(clusters) : clusters.join('');
    lines.push({
      text: text.replace(/\s+/gu, ' ').trim(),
      left: Math.min(...shown.map(({ x }) => x)),
      right: Math.max(...shown.map(({ x, width }) => x + width)),
      y: median(shown.map(({ y }) => y)),
      size: median(shown.map(({ size }) => size)),
    });
  }
  return lines;
}

interface PlacedCluster {
  readonly text: Cluster;
  readonly x: number;
  readonly right: number;
  readonly size: number;
}

/** Letters with their marks, from left to right; what is drawn twice in one place, to look bold, counts once. */
function clustersOf(row: readonly Glyph[]): PlacedCluster[] {
  const letters = row.map((glyph) => ({
    ...glyph,
    text: toLetters(glyph.text).replace(/[\p{Cc}\p{Cf}]/gu, ''),
  }));
  const clusters: PlacedCluster[] = [];
  const marksFirst = isDrawnFromTheLeft(letters);
  let waiting: PlacedCluster | undefined;
  for (const { text, x, width, size } of letters) {
    if (text === '') continue;
    const cluster = { text, x, right: x + width, size };
    const isMark = MARK.test(text) || (/\p{L}/u.test(text) && width < NO_WIDTH * size);
    if (isMark && marksFirst) {
      waiting = waiting === undefined ? cluster : joined(cluster, waiting);
    } else if (isMark && clusters.length > 0) {
      clusters.push(joined(clusters.pop() ?? cluster, cluster));
    } else if (text.trim() === '' || waiting === undefined) {
      clusters.push(cluster);
    } else {
      clusters.push(joined(cluster, waiting));
      waiting = undefined;
    }
  }
  clusters.sort((a, b) => a.x - b.x);
  return clusters.filter(({ text, x, size }, index) => {
    const before = clusters[index - 1];
    return before === undefined || before.text !== text || x - before.x > 0.1 * size || text.trim() === '';
  });
}

/** A letter and a mark of it, which may take room of its own. */
function joined(letter: PlacedCluster, mark: PlacedCluster): PlacedCluster {
  const isWide = mark.right > mark.x;
  return {
    ...letter,
    text: letter.text + mark.text,
    x: isWide ? Math.min(letter.x, mark.x) : letter.x,
    right: isWide ? Math.max(letter.right, mark.right) : letter.right,
  };
}

/** Whether Arabic was drawn from its last letter to its first, and so a mark before the letter that carries it. */
function isDrawnFromTheLeft(row: readonly Glyph[]): boolean {
  const letters = row.filter(({ text }) => /\p{Script=Arabic}/u.test(text) && !MARK.test(text));
  const steps = letters.slice(1).map(({ x }, index) => Math.sign(x - (letters[index]?.x ?? x)));
  return steps.reduce((sum, step) => sum + step, 0) > 0;
}

function spaced(clusters: readonly PlacedCluster[]): Cluster[] {
  return clusters.flatMap(({ text, x, size }, index) => {
    const before = clusters[index - 1];
    return before !== undefined && x - before.right > SPACE * size ? [' ', text] : [text];
  });
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
