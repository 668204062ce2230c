import { ForeseenError } from '../foreseen-error.ts';
import type { ListenAddress } from './http-server.ts';

/** Another program listens there. */
export class PortInUseError extends ForeseenError {
  override readonly name = 'PortInUseError';

  constructor({ host, port, settings, cause }: ListenAddress & { readonly cause?: unknown }) {
    super(
      `Port ${port} on ${host} is taken by another program (perhaps this one, started before). ` +
        `Stop that program, or set ${settings.port} to another number; 0 takes any free port.`,
      { cause },
    );
  }
}
