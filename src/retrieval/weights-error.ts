/** The ranker's weights don't fit this version of the program. */
export class WeightsError extends Error {
  override readonly name = 'WeightsError';

  constructor(reason: string) {
    super(
      `The ranker's weights can't be used: ${reason}. Make them again: see the card beside them, and npm run train:ranker.`,
    );
  }
}
