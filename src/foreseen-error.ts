/**
 * An error that says all there is to say: what was wrong, where, and what to do. Whoever reports it shows its message
 * alone; a stack would only hide it.
 */
export abstract class ForeseenError extends Error {}

/** What to show of whatever was thrown: the message of a foreseen error, the stack of any other. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof ForeseenError ? error.message : (error.stack ?? error.message);
}
