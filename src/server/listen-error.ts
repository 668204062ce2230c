import { errorReason } from '../error-reason.ts';
import { ForeseenError } from '../foreseen-error.ts';
import type { ListenAddress } from './http-server.ts';

/** This machine can't listen there. */
export class ListenError extends ForeseenError {
  override readonly name = 'ListenError';

  constructor({ host, port, settings, cause }: ListenAddress & { readonly cause: unknown }) {
    super(
      `This machine can't listen on ${host}, port ${port} (${errorReason(cause)}). ` +
        `Set ${settings.host} to an address of this machine, such as 127.0.0.1, or ${settings.port} to another number.`,
      { cause },
    );
  }
}
