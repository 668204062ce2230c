import type { Glyph } from './glyph.ts';
import { IDENTITY, type Matrix, matrixOf, multiply, shifted } from './matrix.ts';
import type { PdfOperators, PdfPage } from './pdf-library.ts';

/** A glyph's width is in thousandths of its font's size. */
const GLYPH_UNIT = 0.001;

interface TextState {
  readonly matrix: Matrix;
  readonly size: number;
  readonly glyphUnit: number;
  readonly characterSpacing: number;
  readonly wordSpacing: number;
  /** 1 where the text is neither stretched nor squeezed. */
  readonly scale: number;
  readonly leading: number;
  readonly rise: number;
}

interface ShownGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
}

/**
 * Every glyph of a page in the order it is drawn in, with its place.
 *
 * pdf.js's own text is not used: it turns right-to-left strings round letter by letter, and so also the letters of a
 * ligature, which are in order already (السلام becomes السالم). Here a glyph stays whole.
 */
export async function glyphsOf(page: PdfPage, operators: PdfOperators): Promise<Glyph[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const pen = new TextPen(page, operators);
  for (const [index, operator] of fnArray.entries()) pen.follow(operator, argsArray[index] ?? []);
  return pen.glyphs;
}

/** Follows the operators that place text (PDF 32000-1, 9.3 and 9.4). */
class TextPen {
  readonly glyphs: Glyph[] = [];
  readonly #page: PdfPage;
  readonly #operators: PdfOperators;
  readonly #saved: TextState[] = [];
  #state: TextState;
  #line = IDENTITY;
  #pen = IDENTITY;

  constructor(page: PdfPage, operators: PdfOperators) {
    this.#page = page;
    this.#operators = operators;
    this.#state = {
      // upright, however the page is turned
      matrix: matrixOf(page.getViewport({ scale: 1 }).transform),
      size: 0,
      glyphUnit: GLYPH_UNIT,
      characterSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
    };
  }

  follow(operator: number, values: readonly unknown[]): void {
    const on = this.#operators;
    const [first, second] = values;
    switch (operator) {
      case on.save:
        this.#saved.push(this.#state);
        break;
      case on.restore:
      case on.paintFormXObjectEnd:
        this.#state = this.#saved.pop() ?? this.#state;
        break;
      case on.transform:
        this.#transform(matrixOf(values));
        break;
      case on.paintFormXObjectBegin:
        this.#saved.push(this.#state);
        this.#transform(matrixOf(first));
        break;
      case on.beginText:
        this.#startLine(IDENTITY);
        break;
      case on.setTextMatrix:
        this.#startLine(matrixOf(first));
        break;
      case on.moveText:
        this.#moveLine(Number(first), Number(second));
        break;
      case on.setLeadingMoveText:
        this.#set({ leading: -Number(second) });
        this.#moveLine(Number(first), Number(second));
        break;
      case on.nextLine:
        this.#moveLine(0, -this.#state.leading);
        break;
      case on.setFont:
        this.#set({ size: Number(second), glyphUnit: glyphUnitOf(this.#page, String(first)) });
        break;
      case on.setCharSpacing:
        this.#set({ characterSpacing: Number(first) });
        break;
      case on.setWordSpacing:
        this.#set({ wordSpacing: Number(first) });
        break;
      case on.setHScale:
        this.#set({ scale: Number(first) / 100 });
        break;
      case on.setLeading:
        this.#set({ leading: Number(first) });
        break;
      case on.setTextRise:
        this.#set({ rise: Number(first) });
        break;
      case on.showText:
        this.#show(first as readonly (ShownGlyph | number)[]);
        break;
    }
  }

  #set(change: Partial<TextState>): void {
    this.#state = { ...this.#state, ...change };
  }

  #transform(matrix: Matrix): void {
    this.#set({ matrix: multiply(this.#state.matrix, matrix) });
  }

  #startLine(matrix: Matrix): void {
    this.#line = matrix;
    this.#pen = matrix;
  }

  #moveLine(x: number, y: number): void {
    this.#startLine(shifted(this.#line, x, y));
  }

  #show(shown: readonly (ShownGlyph | number)[]): void {
    const { size, scale } = this.#state;
    for (const item of shown) {
      const advance = typeof item === 'number' ? -item * GLYPH_UNIT * size * scale : this.#advance(item);
      if (typeof item !== 'number') this.glyphs.push(this.#placed(item.unicode, advance));
      this.#pen = shifted(this.#pen, advance, 0);
    }
  }

  #advance({ width, isSpace }: ShownGlyph): number {
    const { glyphUnit, size, characterSpacing, wordSpacing, scale } = this.#state;
    return (width * glyphUnit * size + characterSpacing + (isSpace ? wordSpacing : 0)) * scale;
  }

  #placed(text: string, advance: number): Glyph {
    const { matrix, rise, size } = this.#state;
    const [a, b, c, d, x, y] = multiply(matrix, shifted(this.#pen, 0, rise));
    const width = Math.abs(advance) * Math.hypot(a, b);
    const isForwards = a * (advance < 0 ? -1 : 1) >= 0;
    // the viewport's y grows downwards
    return { text, x: isForwards ? x : x - width, y: -y, width, size: Math.abs(size) * Math.hypot(c, d) };
  }
}

/** Fonts whose letters are drawn by operators of their own (Type 3) have a measure of their own. */
function glyphUnitOf(page: PdfPage, name: string): number {
  if (!page.commonObjs.has(name)) return GLYPH_UNIT;
  const { isType3Font, fontMatrix } = page.commonObjs.get(name) as {
    readonly isType3Font?: boolean;
    readonly fontMatrix?: readonly number[];
  };
  return isType3Font ? (fontMatrix?.[0] ?? GLYPH_UNIT) : GLYPH_UNIT;
}
