import type { Example } from './examples.ts';

/** Into how many parts the articles are dealt for cross-validation. */
export const FOLDS = 5;

/** The part a group belongs to, always the same. */
export function foldOf(group: string): number {
  let hash = 7;
  for (const letter of group) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return (hash >>> 8) % FOLDS;
}

/** Applies to each part of the examples what was learned from the other parts. */
export function crossValidate<Item, Model, Result>(
  items: readonly Item[],
  exampleOf: (item: Item) => Example,
  train: (rest: readonly Item[]) => Model,
  apply: (held: readonly Item[], model: Model) => readonly Result[],
): Result[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isHeld = (item: Item) => foldOf(exampleOf(item).question.group) === fold;
    return apply(items.filter(isHeld), train(items.filter((item) => !isHeld(item))));
  }).flat();
}
