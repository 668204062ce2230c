import { ForeseenError } from '../foreseen-error.ts';

/** Another program listens where the playground would. */
export class PortInUseError extends ForeseenError {
  override readonly name = 'PortInUseError';
  readonly host: string;
  readonly port: number;

  constructor({
    host,
    port,
    cause,
  }: { readonly host: string; readonly port: number; readonly cause?: unknown }) {
    super(
      `Port ${port} on ${host} is taken by another program (perhaps this one, started before). ` +
        'Stop that program, or set PORT to another number; 0 takes any free port.',
      { cause },
    );
    this.host = host;
    this.port = port;
  }
}
