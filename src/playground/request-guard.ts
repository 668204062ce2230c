import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
const WILDCARD_HOSTS = new Set(['0.0.0.0', '::']);

/**
 * Refuses with 403 what another site makes a visitor's browser send here: the server has no password, so its only
 * user is whoever sits at this machine.
 *
 * - `Host` must be this server's own name, or a page whose name was made to point here (DNS rebinding) could read
 *   everything. A server that listens on all addresses takes any address in numbers, since numbers can't be rebound.
 * - `Origin` and `Sec-Fetch-Site`, where sent, must say that the request comes from this server's own page. Opening
 *   the page itself from a link elsewhere is allowed.
 */
export function createRequestGuard({ host }: { readonly host: string }): MiddlewareHandler {
  const isOwnHost = (name: string) =>
    LOOPBACK_NAMES.has(name) ||
    name === host.toLowerCase() ||
    name === `[${host.toLowerCase()}]` ||
    (WILDCARD_HOSTS.has(host) && isIP(name.replace(/^\[|\]$/gu, '')) !== 0);

  return async (context, next) => {
    const authority = context.req.header('host')?.toLowerCase() ?? '';
    if (!isOwnHost(authority.replace(/:\d+$/u, ''))) {
      return context.text('This server does not go by that name. Open it by its own address.', 403);
    }

    const origin = context.req.header('origin');
    const site = context.req.header('sec-fetch-site') ?? 'none';
    const opensPage = context.req.method === 'GET' && context.req.path === '/' && origin === undefined;
    const isOwnOrigin = origin === undefined || isSameAuthority(origin, authority);
    if (!isOwnOrigin || (!opensPage && site !== 'same-origin' && site !== 'none')) {
      return context.text('Requests from pages of other sites are refused.', 403);
    }
    return next();
  };
}

function isSameAuthority(origin: string, authority: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === authority;
}
