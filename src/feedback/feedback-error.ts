import { ForeseenError } from '../foreseen-error.ts';

/** The file of feedback can't be used: says why and what to do. */
export class FeedbackError extends ForeseenError {
  override readonly name = 'FeedbackError';
}
