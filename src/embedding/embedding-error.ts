/** A text could not be embedded: the model is closed, or what it gives makes no vectors. */
export class EmbeddingError extends Error {
  override readonly name = 'EmbeddingError';

  constructor(reason: string) {
    super(`A text can't be embedded: ${reason}.`);
  }
}
