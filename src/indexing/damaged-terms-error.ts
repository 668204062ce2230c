/** The stored term index can't be read: truncated, altered, or not written by this version. */
export class DamagedTermsError extends Error {
  override readonly name = 'DamagedTermsError';

  constructor(reason: string) {
    super(`The term index is damaged: ${reason}. Build the index again with "npm run index -- --force".`);
  }
}
