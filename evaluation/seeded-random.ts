/**
 * Numbers in [0, 1) that look random and are the same for the same seed: a linear congruential generator with the
 * multiplier and increment of "Numerical Recipes". Good enough to draw samples, and for nothing that must be secret.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
