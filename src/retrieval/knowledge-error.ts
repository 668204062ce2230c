import { ForeseenError } from '../foreseen-error.ts';

/** A file of written or learned knowledge under `models/` can't be used: says which and what to do. */
export class KnowledgeError extends ForeseenError {
  override readonly name = 'KnowledgeError';
}
