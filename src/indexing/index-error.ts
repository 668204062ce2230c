import { ForeseenError } from '../foreseen-error.ts';

/** Why an index can't be used. */
export type IndexProblem = 'missing' | 'damaged' | 'foreign' | 'stale' | 'unwritable';

/** An index can't be opened or published: says which file, what is wrong with it and what to do. */
export class IndexError extends ForeseenError {
  override readonly name = 'IndexError';
  readonly problem: IndexProblem;

  constructor(problem: IndexProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
