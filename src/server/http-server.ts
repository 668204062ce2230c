import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { ListenError } from './listen-error.ts';
import { PortInUseError } from './port-in-use-error.ts';

/** Where a server listens. */
export interface ListenAddress {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The settings that these come from, for the messages. */
  readonly settings: { readonly host: string; readonly port: string };
}

/** Of an application. */
type FetchCallback = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** A server that listens. */
export interface HttpServer {
  /** As to be opened on this machine; without a slash at the end. */
  readonly url: string;
  /** Lets answers that are on their way out, within bounds, and frees the port. Safe to call twice. */
  close(): Promise<void>;
}

/** Milliseconds that a client may take to send a request: longer is not Telegram, but somebody who holds connections. */
const REQUEST_TIMEOUT = 30_000;

/** How long answers that are on their way may take when the server closes. */
const CLOSE_GRACE_MS = 300;

/**
 * Serves an application.
 *
 * @throws PortInUseError where another program has the port
 * @throws ListenError where this machine can't listen there for another reason
 */
export async function startHttpServer(
  fetch: FetchCallback,
  address: ListenAddress,
  /** Ends requests that would stay open, as the server closes. */
  endOpenRequests: () => void = () => {},
): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch }) as Server;
  server.requestTimeout = REQUEST_TIMEOUT;
  server.headersTimeout = REQUEST_TIMEOUT;
  await listen(server, address);
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${reachableHost(address.host)}:${port}`,
    close() {
      closed ??= closeServer(server, endOpenRequests);
      return closed;
    },
  };
}

function listen(server: Server, address: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const isTaken = cause.code === 'EADDRINUSE';
      reject(isTaken ? new PortInUseError({ ...address, cause }) : new ListenError({ ...address, cause }));
    });
    server.listen(address.port, address.host, resolve);
  });
}

/** No client can connect to "all addresses": this machine's own stands in for it. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function closeServer(server: Server, endOpenRequests: () => void): Promise<void> {
  return new Promise((resolve) => {
    // Clients keep connections open for their next request: each is closed as soon as its answer is out.
    const sweep = setInterval(() => server.closeIdleConnections(), 10);
    const hurry = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(hurry);
      resolve();
    });
    endOpenRequests();
  });
}
