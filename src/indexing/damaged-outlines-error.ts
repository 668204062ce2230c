/** The stored outlines can't be read: truncated, altered, or not written by this version. */
export class DamagedOutlinesError extends Error {
  override readonly name = 'DamagedOutlinesError';

  constructor(reason: string) {
    super(
      `The passages' outlines are damaged: ${reason}. Build the index again with "npm run index -- --force".`,
    );
  }
}
