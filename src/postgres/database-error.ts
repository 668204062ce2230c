import { ForeseenError } from '../foreseen-error.ts';

/** Why a database could not be used. */
export type DatabaseProblem = 'unreachable' | 'refused' | 'slow' | 'foreign' | 'unusable';

/** PostgreSQL can't be used: says which server, what is wrong and what to do. Never holds a password. */
export class DatabaseError extends ForeseenError {
  override readonly name = 'DatabaseError';
  readonly problem: DatabaseProblem;

  constructor(problem: DatabaseProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
