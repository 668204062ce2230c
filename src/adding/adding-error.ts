import { ForeseenError } from '../foreseen-error.ts';

/** A file or an address can't be added: names it, what is wrong with it and what to do. */
export class AddingError extends ForeseenError {
  override readonly name = 'AddingError';
}
