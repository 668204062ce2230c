import type { Outlines } from './outlines.ts';
import type { StoredWordVectors } from './passage-store.ts';
import { copyVector, type QuantisedVectors } from './quantised-vectors.ts';

/**
 * The places of the texts that a vector is kept of: every word but the function words, whose likeness nobody asks for.
 * Ascending; the vectors of an index's words lie in this order.
 */
export function placesWithVectors({ wordTexts, isFunction, texts }: Outlines): Uint32Array {
  const has = new Uint8Array(texts.length);
  for (let word = 0; word < wordTexts.length; word++)
    if (isFunction[word] === 0) has[wordTexts[word] ?? 0] = 1;
  const places = new Uint32Array(has.reduce((sum, each) => sum + each, 0));
  let count = 0;
  for (let place = 0; place < has.length; place++) if (has[place] === 1) places[count++] = place;
  return places;
}

/** Finds the vectors of words by the places of their texts. */
export function openWordVectors(vectors: QuantisedVectors, outlines: Outlines): StoredWordVectors {
  // One more than the row; 0 where there is none.
  const rowOf = new Uint32Array(outlines.texts.length);
  for (const [row, place] of placesWithVectors(outlines).entries()) rowOf[place] = row + 1;
  return {
    copy(place, target) {
      const row = (rowOf[place] ?? 0) - 1;
      if (row < 0) return false;
      copyVector(vectors, row, target);
      return true;
    },
  };
}
