import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';

/** A model hub on loopback: it serves the bundled model's files under `owner/name`, and 404 for everything else. */
export async function startModelHub(id: string): Promise<string> {
  const folder = join(projectRoot, 'models', 'isnad-ar-static');
  const server = createServer(async (request, response) => {
    const [, file] =
      new RegExp(`^/${id}/resolve/[^/]+/(.+)$`).exec(decodeURIComponent(request.url ?? '')) ?? [];
    const bytes = file === undefined ? undefined : await readFile(join(folder, file)).catch(() => undefined);
    if (!bytes) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
