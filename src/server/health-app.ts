import { Hono } from 'hono';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';

export interface HealthOptions {
  /** What must be true for the bot to answer, by name. */
  readonly checks: () => Readonly<Record<string, boolean>>;
  readonly metrics: Pick<Metrics, 'registry'>;
  readonly logger: Logger;
}

/** `/healthz`: the process is alive; `/readyz`: it answers, 503 where it does not yet or no more; `/metrics`. */
export function createHealthApp({ checks, metrics: { registry }, logger }: HealthOptions): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.json({ status: 'alive' }));
  app.get('/readyz', (context) => {
    const results = checks();
    const isReady = Object.values(results).every(Boolean);
    return context.json({ status: isReady ? 'ready' : 'not ready', ...results }, isReady ? 200 : 503);
  });
  app.get('/metrics', async (context) =>
    context.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
  app.onError((error, context) => {
    logger.error({ error, path: context.req.path }, 'the health server failed on a request');
    return context.text('Internal Server Error', 500);
  });
  return app;
}
