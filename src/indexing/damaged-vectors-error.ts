/** The stored vectors can't be read: truncated, altered, or not written by this version. */
export class DamagedVectorsError extends Error {
  override readonly name = 'DamagedVectorsError';

  constructor(reason: string) {
    super(`The vector index is damaged: ${reason}. Build the index again with "npm run index -- --force".`);
  }
}
