import { errorReason } from '../error-reason.ts';
import { ForeseenError } from '../foreseen-error.ts';

/** This machine can't listen where the playground would. */
export class ListenError extends ForeseenError {
  override readonly name = 'ListenError';

  constructor({
    host,
    port,
    cause,
  }: { readonly host: string; readonly port: number; readonly cause: unknown }) {
    super(
      `This machine can't listen on ${host}, port ${port} (${errorReason(cause)}). ` +
        'Set HOST to an address of this machine, such as 127.0.0.1, or PORT to another number.',
      { cause },
    );
  }
}
