import { ForeseenError } from '../foreseen-error.ts';

/** The corpus can't be read: names the file, what is wrong with it and what to do. */
export class CorpusError extends ForeseenError {
  override readonly name = 'CorpusError';
}
