const OPENING = '([{«';
const CLOSING = ')]}»';
const SIGN = /["“”„«»()[\]{}]/gu;
const STARTS_WORD = /[\p{L}\p{N}«([.…]/u;
const ADDRESS = /(?:https?:\/\/|www\.)\S*[\p{L}\p{N}/]/gu;
const LONGEST_QUOTATION = 200;
const LONGEST_BRACKETS = 300;

/** The values of `coveredPositions`. */
export const OPEN_TEXT = 0;
export const IN_QUOTATION = 1;
export const IN_BRACKETS = 2;

/**
 * Marks the places of a line that lie in a quotation, in brackets or in a web address, from the opening sign up to,
 * and without, the closing one; a full stop there seldom ends a sentence.
 *
 * Quotations over 200 code units and brackets over 300 are left out: they hold sentences of their own, which are cited
 * one by one. (On question sets over news, the shorter the limit, the more evidence is a sentence of its own.) A sign without its counterpart on the line counts for nothing.
 */
export function coveredPositions(line: string): Uint8Array {
  const covered = new Uint8Array(line.length + 1);
  const coverQuotation = (start: number, end: number) => {
    if (end - start > LONGEST_QUOTATION) return;
    for (let place = start; place < end; place++) covered[place] ||= IN_QUOTATION;
  };
  const opened = new Map<string, number[]>([...OPENING].map((sign) => [sign, []]));
  let quotation: number | undefined;
  for (const { 0: sign, index } of line.matchAll(SIGN)) {
    const counterpart = OPENING[CLOSING.indexOf(sign)];
    if (counterpart !== undefined) {
      const opening = opened.get(counterpart)?.pop();
      if (opening === undefined) continue;
      if (sign === '»') coverQuotation(opening, index);
      else if (index - opening <= LONGEST_BRACKETS) covered.fill(IN_BRACKETS, opening, index);
    } else if (OPENING.includes(sign)) {
      opened.get(sign)?.push(index);
    } else if (quotation !== undefined && canClose(line, index)) {
      coverQuotation(quotation, index);
      quotation = undefined;
    } else if (STARTS_WORD.test(line.charAt(index + 1))) {
      quotation = index;
    }
  }
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    covered.fill(IN_BRACKETS, index, index + address.length);
  }
  return covered;
}

/** Whether a quotation mark may close one: not where it stands behind a space and before a word. */
function canClose(line: string, index: number): boolean {
  return !(/\s/u.test(line.charAt(index - 1)) && /\S/u.test(line.charAt(index + 1)));
}
