/** A half-open range of a string, `[start, end)`, in UTF-16 code units: `text.slice(start, end)` is what it covers. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}
