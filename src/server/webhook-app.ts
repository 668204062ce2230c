import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from '../logger.ts';

export interface WebhookOptions {
  /** Of the address that Telegram was told. */
  readonly path: string;
  /** What Telegram was told to show with each update. */
  readonly secret: string;
  /** Takes an update; its answer decides whether Telegram sends it again. */
  readonly accept: (update: unknown) => Promise<'accepted' | 'duplicate' | 'full' | 'malformed'>;
  readonly logger: Logger;
}

/** Bytes; an update is far smaller. */
const MAXIMUM_BODY = 1024 * 1024;

/** Seconds until Telegram may come again. */
const RETRY_AFTER = '5';

/**
 * Takes updates that Telegram sends. Whoever can't show the secret learns nothing and has no byte of the body read. 200 is
 * said when an update is accepted; 503 where there is no room, so that Telegram keeps it.
 */
export function createWebhookApp({ path, secret, accept, logger }: WebhookOptions): Hono {
  const isSecret = sameAs(secret);
  const app = new Hono();
  app.use(path, async (context, next) => {
    if (context.req.method !== 'POST') return context.text('Method Not Allowed', 405, { allow: 'POST' });
    if (!isSecret(context.req.header('x-telegram-bot-api-secret-token') ?? ''))
      return context.text('Unauthorized', 401);
    const [type = ''] = (context.req.header('content-type') ?? '').split(';');
    if (type.trim().toLowerCase() !== 'application/json') return context.text('Unsupported Media Type', 415);
    return next();
  });
  app.use(path, bodyLimit({ maxSize: MAXIMUM_BODY, onError: (context) => context.text('Too Large', 413) }));
  app.post(path, async (context) => {
    const update = parse(await context.req.arrayBuffer());
    const result = update === undefined ? 'malformed' : await accept(update);
    if (result === 'malformed') return context.text('Bad Request', 400);
    if (result === 'full') return context.text('Service Unavailable', 503, { 'retry-after': RETRY_AFTER });
    return context.text('OK');
  });
  app.onError((error, context) => {
    logger.error({ error }, 'the webhook failed on a request');
    return context.text('Internal Server Error', 500);
  });
  return app;
}

/** Compares in a time that depends on neither text: hashes are of one length. */
function sameAs(expected: string): (given: string) => boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const expectedHash = hash(expected);
  return (given) => timingSafeEqual(hash(given), expectedHash);
}

/** The JSON in the bytes; `undefined` where they are not UTF-8 or not JSON. */
function parse(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
