const OPENING_BRACKETS = '«([{';
const CLOSING_BRACKETS = '»)]}';
const QUOTE_OR_BRACKET = /["“”„«»()[\]{}]/gu;
const STARTS_WORD = /[\p{L}\p{N}«([.…]/u;
const LONGEST_QUOTATION = 200;
const LONGEST_BRACKETS = 300;

/** The values of `coveredPositions`. */
export const OPEN_TEXT = 0;
export const IN_QUOTATION = 1;
export const IN_BRACKETS = 2;
const ADDRESS = /(?:https?:\/\/|www\.)\S*[\p{L}\p{N}/]/gu;

/**
 * Marks the places of a line that lie in a quotation, in brackets or in a web address, from the opening sign up to,
 * and without, the closing one; a full stop there seldom ends a sentence.
 *
 * Quotations and brackets longer than the limits above are left out: they hold sentences of their own, which are
 * cited one by one. A sign without its counterpart on the line counts for nothing.
 */
export function coveredPositions(line: string): Uint8Array {
  const covered = new Uint8Array(line.length + 1);
  const brackets: { sign: string; index: number }[] = [];
  let quotation: number | undefined;
  const coverQuotation = (start: number, end: number) => {
    if (end - start > LONGEST_QUOTATION) return;
    for (let place = start; place < end; place++) covered[place] ||= IN_QUOTATION;
  };
  for (const { 0: sign, index } of line.matchAll(QUOTE_OR_BRACKET)) {
    const kind = CLOSING_BRACKETS.indexOf(sign);
    if (OPENING_BRACKETS.includes(sign)) brackets.push({ sign, index });
    else if (kind >= 0) {
      const opening = brackets.at(-1);
      if (opening === undefined || opening.sign !== OPENING_BRACKETS[kind]) continue;
      brackets.pop();
      if (sign === '»') coverQuotation(opening.index, index);
      else if (index - opening.index <= LONGEST_BRACKETS) covered.fill(IN_BRACKETS, opening.index, index);
    } else if (quotation === undefined || !canClose(line, index)) {
      if (STARTS_WORD.test(line.charAt(index + 1))) quotation = index;
    } else {
      coverQuotation(quotation, index);
      quotation = undefined;
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
