import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
]);

/** Serves the chat page: `index.html` at `/`, its neighbours by their names, and nothing else. */
export async function createPageRoutes(): Promise<Hono> {
  const folder = new URL('./page/', import.meta.url);
  const routes = new Hono();
  routes.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      // The server speaks plain HTTP on this machine only.
      strictTransportSecurity: false,
    }),
  );

  for (const name of await readdir(folder)) {
    const contentType = CONTENT_TYPES.get(extname(name));
    if (contentType === undefined) continue;
    const content = await readFile(new URL(name, folder), 'utf8');
    const path = name === 'index.html' ? '/' : `/${name}`;
    routes.get(path, (context) =>
      context.body(content, 200, { 'content-type': contentType, 'cache-control': 'no-cache' }),
    );
  }
  return routes;
}
