/** Into how many parts the articles are dealt for cross-validation. */
export const FOLDS = 5;

/** The part a group belongs to, always the same. */
export function foldOf(group: string): number {
  let hash = 7;
  for (const letter of group) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return (hash >>> 8) % FOLDS;
}
