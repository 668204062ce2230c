import { EmbeddingError } from './embedding-error.ts';
import type { TokenVectors } from './pool.ts';

/** What a model was asked and what it gave, of whatever kind that is. */
export interface ModelOutput {
  readonly output: { readonly dims?: unknown; readonly data?: unknown } | undefined;
  readonly mask: unknown;
  readonly texts: number;
}

/**
 * Makes sure that a model gave a vector for each token of each text: not every model does, and pooling would read past
 * the end in silence.
 *
 * @throws {EmbeddingError} where it did not.
 */
export function tokenVectors({ output, mask, texts }: ModelOutput): TokenVectors {
  const [given, tokens, dimension] = Array.isArray(output?.dims) ? output.dims.map(Number) : [];
  const data = output?.data;
  if (!(data instanceof Float32Array) || !tokens || !dimension) {
    throw new EmbeddingError('the model gives no token vectors');
  }
  if (given !== texts || data.length !== texts * tokens * dimension) {
    throw new EmbeddingError(`the model gave ${data.length} numbers for ${texts} texts of ${tokens} tokens`);
  }
  if (!(mask instanceof BigInt64Array) || mask.length !== texts * tokens) {
    throw new EmbeddingError('the tokenizer does not say which tokens count');
  }
  return { data, texts, tokens, dimension, mask };
}
