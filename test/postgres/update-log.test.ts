import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createUpdateIntake } from '../../src/bot/update-intake.ts';
import { createLogger } from '../../src/logger.ts';
import { createMetrics } from '../../src/metrics.ts';
import { migrate } from '../../src/postgres/migrations.ts';
import { createPostgresUpdateLog } from '../../src/postgres/postgres-update-log.ts';
import { closing } from '../support/index-fixture.ts';
import { describeWithPostgres, openDatabase } from '../support/postgres.ts';

describeWithPostgres('the updates that several processes take', (cluster) => {
  async function start({ lease = 5000 } = {}) {
    const database = openDatabase({ url: (await cluster().addDatabase()).url });
    await migrate(database);
    const logger = createLogger({ level: 'silent' });
    const logOf = (bot = 1) => closing(createPostgresUpdateLog({ database, bot, logger, lease }));
    return { database, logger, logOf };
  }

  test('are each one process’s to handle, for each bot by itself', async () => {
    const { logOf } = await start();
    const [one, other, ofAnotherBot] = [logOf(), logOf(), logOf(2)];
    expect(await one.claim(7)).toBe('ours');
    expect(await one.claim(7)).toBe('ours');
    expect(await other.claim(7)).toBe('elsewhere');
    expect(await ofAnotherBot.claim(7)).toBe('ours');
    await one.finish(7);
    expect(await other.claim(7)).toBe('handled');
    expect(await one.claim(7)).toBe('handled');
  });

  test('become another’s when their process is gone, and not while it lives', async () => {
    const { logOf } = await start({ lease: 400 });
    const [one, other] = [logOf(), logOf()];
    await one.claim(7);
    await wait(900);
    expect(await other.claim(7)).toBe('elsewhere');
    one.close();
    await expect.poll(() => other.claim(7), { timeout: 3000 }).toBe('ours');
  });

  test('are handled once by two that are both handed each', async () => {
    const { logger, logOf } = await start();
    const handled: number[] = [];
    const intakes = [1, 2].map(() =>
      createUpdateIntake({
        async handle({ update_id }) {
          await wait(5);
          handled.push(update_id);
        },
        logger,
        metrics: createMetrics(),
        log: logOf(),
      }),
    );
    const numbers = Array.from({ length: 30 }, (_, number) => number);
    for (const id of numbers)
      for (const intake of intakes) intake.accept({ update_id: id, message: { chat: { id: id % 7 } } });
    await Promise.all(intakes.map((intake) => intake.idle()));
    expect(handled.sort((left, right) => left - right)).toEqual(numbers);
  });

  test('are handled all the same where the database is away', async () => {
    const { database, logger, logOf } = await start();
    await database.write('ALTER TABLE isnad.updates RENAME TO away');
    expect(await logOf().claim(7)).toBe('ours');
    const nowhere = openDatabase({ url: 'postgres://isnad@127.0.0.1:1/isnad' });
    const log = closing(createPostgresUpdateLog({ database: nowhere, bot: 1, logger }));
    expect(await log.claim(7)).toBe('ours');
    await log.finish(7);
  });

  test('are forgotten after two days', async () => {
    const { database, logOf } = await start();
    const log = logOf();
    await log.claim(7);
    await database.write(`UPDATE isnad.updates SET seen_at = seen_at - interval '49 hours'`);
    logOf();
    await expect.poll(() => database.read('SELECT FROM isnad.updates')).toEqual([]);
  });
});
