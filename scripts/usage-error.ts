import { ForeseenError } from '../src/foreseen-error.ts';

/** A command was called in a way it does not know. */
export class UsageError extends ForeseenError {
  override readonly name = 'UsageError';
}
