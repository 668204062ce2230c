import { ForeseenError } from '../foreseen-error.ts';

/** The answering thread can't start or has ended; the message is that of the error it met. */
export class AnsweringThreadError extends ForeseenError {
  override readonly name = 'AnsweringThreadError';
}
