import { ForeseenError } from '../foreseen-error.ts';

/** The embedding model can't be loaded: says which, why, and what to do. */
export class ModelLoadError extends ForeseenError {
  override readonly name = 'ModelLoadError';
}
