const fold = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c-\u200f]/g, '')
    .replace(/[إأآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const tokens = (text: string) =>
  fold(text)
    .split(' ')
    .filter(Boolean)
    .map((word) => word.replace(/^(ال|وال|بال)/, ''));

/** The harmonic mean of the shares of words that an answer and the right one have in common. */
export function tokenF1(given: string, right: string): number {
  const wanted = tokens(right);
  const rest = [...wanted];
  const found = tokens(given);
  let shared = 0;
  for (const token of found) {
    const at = rest.indexOf(token);
    if (at === -1) continue;
    rest.splice(at, 1);
    shared += 1;
  }
  return shared === 0 ? 0 : (2 * shared) / (found.length + wanted.length);
}
