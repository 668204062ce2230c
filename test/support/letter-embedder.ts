import type { Embedder } from '../../src/embedding/embedder.ts';
import { normalise } from '../../src/embedding/pool.ts';

/** An embedder that needs no model: a text's vector counts its letters, so that equal texts are nearest. */
export function letterEmbedder({ fingerprint = 'a'.repeat(64), dimension = 8 } = {}): Embedder {
  return {
    model: 'letters',
    fingerprint,
    dimension,
    multilingual: false,
    async embed(texts) {
      return texts.map((text) => {
        const vector = new Float32Array(dimension);
        for (const letter of text) {
          const axis = (letter.codePointAt(0) ?? 0) % dimension;
          vector[axis] = (vector[axis] ?? 0) + 1;
        }
        return normalise(vector);
      });
    },
    async close() {},
  };
}
