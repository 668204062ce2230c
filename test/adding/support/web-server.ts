import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface WebServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** The paths that were asked for, in order. */
  readonly asked: readonly string[];
}

export type Page = string | ((response: ServerResponse, request: IncomingMessage) => void);

/** A web server on loopback with these pages, as HTML in UTF-8 where a page is text. */
export async function startWebServer(pages: Readonly<Record<string, Page>>): Promise<WebServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const page = pages[path];
    if (typeof page === 'function') return page(response, request);
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, asked };
}

export const redirectTo =
  (location: string): Page =>
  (response) =>
    void response.writeHead(302, { location }).end();
