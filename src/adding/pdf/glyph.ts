/** A letter, or several joined into one shape, as a page shows it. Lengths are in points; y grows upwards. */
export interface Glyph {
  /** What it stands for, in logical order. */
  readonly text: string;
  /** Where its left edge and its line are. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The size of its font. */
  readonly size: number;
}
