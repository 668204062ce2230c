import { median, type PageLine } from './page-lines.ts';

/** A line farther below the one before than this many times the usual distance begins a paragraph. */
const WIDE_GAP = 1.35;
/** A font larger or smaller by this factor is that of another paragraph. */
const OTHER_SIZE = 1.12;
/** A line that ends this share of its column before the column does is a paragraph's last. */
const SHORT_LINE = 0.15;
/** A running head or foot stands on at least so many pages. */
const RUNNING_PAGES = 3;
const RUNNING_LINES = 2;

/** What stands before an item of a list; fonts of signs show their dots as characters of nobody's. */
const BULLET = /^[•◦▪▫●○■□‣⁃·*\uF000-\uF0FF]\s*/u;
const NUMBERED = /^(?:[-–—]|\p{Nd}{1,2}[.)–-])\s/u;
const SENTENCE_END = /[.؟?!…:؛][\])»"”]*$/u;
const PAGE_NUMBER =
  /^[\s\-–—|]*(?:صفحة|ص|page)?[\s.]*\p{Nd}{1,4}(?:\s*(?:\/|من|of)\s*\p{Nd}{1,4})?[\s\-–—|]*$/iu;

/** The paragraphs of a document's pages: lines that were broken for the page's width alone are joined again. */
export function paragraphsOf(pages: readonly (readonly PageLine[])[]): string[] {
  const paragraphs: string[] = [];
  let open = false;
  for (const lines of withoutRunningLines(pages)) {
    const shape = shapeOf(lines);
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1];
      const last = paragraphs.at(-1);
      const goesOn = before === undefined ? open : !beginsParagraph(line, before, shape);
      if (goesOn && last !== undefined) paragraphs[paragraphs.length - 1] = `${last} ${line.text}`;
      else paragraphs.push(line.text.replace(BULLET, ''));
    }
    const end = lines.at(-1);
    if (end !== undefined) open = !SENTENCE_END.test(end.text) && !isShort(end, shape);
  }
  return paragraphs;
}

interface PageShape {
  readonly left: number;
  readonly right: number;
  /** The usual distance of two lines. */
  readonly distance: number;
}

function shapeOf(lines: readonly PageLine[]): PageShape {
  const distances = lines
    .slice(1)
    .map(({ y, size }, index) => ({ down: (lines[index]?.y ?? y) - y, size }))
    .filter(({ down, size }) => down > 0 && down < 3 * size)
    .map(({ down }) => down);
  return {
    left: Math.min(...lines.map(({ left }) => left)),
    right: Math.max(...lines.map(({ right }) => right)),
    distance: median(distances),
  };
}

function beginsParagraph(line: PageLine, before: PageLine, shape: PageShape): boolean {
  if (BULLET.test(line.text) || NUMBERED.test(line.text)) return true;
  const down = before.y - line.y;
  if (down < 0 || down > WIDE_GAP * shape.distance) return true;
  const ratio = line.size / before.size;
  if (ratio > OTHER_SIZE || ratio < 1 / OTHER_SIZE) return true;
  return isShort(before, shape) && (SENTENCE_END.test(before.text) || !isShort(line, shape));
}

/** Whether a line stops well before its column's edge; which edge that is, its script says. */
function isShort({ text, left, right }: PageLine, shape: PageShape): boolean {
  const isArabic = /\p{Script=Arabic}/u.test(text);
  const unused = isArabic ? left - shape.left : shape.right - right;
  return unused > SHORT_LINE * (shape.right - shape.left);
}

/** Pages without their numbers, and without the lines that come back at the head or foot of several. */
function withoutRunningLines(pages: readonly (readonly PageLine[])[]): PageLine[][] {
  const edgesOf = (lines: readonly PageLine[]) => [
    ...new Set([...lines.slice(0, RUNNING_LINES), ...lines.slice(-RUNNING_LINES)]),
  ];
  const key = ({ text }: PageLine): string => text.replace(/\p{Nd}+/gu, '#');
  const counts = new Map<string, number>();
  for (const lines of pages) {
    for (const text of new Set(edgesOf(lines).map(key))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return pages.map((lines) => {
    const edges = new Set(edgesOf(lines));
    return lines.filter(
      (line) =>
        !edges.has(line) || (!PAGE_NUMBER.test(line.text) && (counts.get(key(line)) ?? 0) < RUNNING_PAGES),
    );
  });
}
