import { expect, test } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createHealthApp } from '../../src/server/health-app.ts';

function create(checks: Record<string, boolean>) {
  const metrics = createMetrics();
  const app = createHealthApp({ checks: () => checks, metrics, logger: createLogger({ level: 'silent' }) });
  return { app, metrics };
}

test('is alive whatever is missing', async () => {
  const response = await create({ telegram: false }).app.request('/healthz');
  expect(response.status).toBe(200);
});

test.each([
  [{ index: true, telegram: true }, 200],
  [{ index: true, telegram: false }, 503],
])('with %o the readiness is %d', async (checks, status) => {
  const response = await create(checks).app.request('/readyz');
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject(checks);
});

test('shows what was counted', async () => {
  const { app, metrics } = create({});
  metrics.questions.inc({ outcome: 'answered' });
  const text = await (await app.request('/metrics')).text();
  expect(text).toContain('isnad_questions_total{outcome="answered"} 1');
});
