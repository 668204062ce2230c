/** How far a request came before its connection failed. */
export type ConnectionProblem = 'not_sent' | 'broken' | 'not_json';

/** Telegram was not reached, or its answer did not come whole. Holds no address, as that has the token in it. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly problem: ConnectionProblem;

  constructor(problem: ConnectionProblem, reason: string) {
    super(reason);
    this.problem = problem;
  }
}
