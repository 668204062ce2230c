import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createDatabase } from '../../src/postgres/database.ts';
import { describeWithReplica, openDatabase } from '../support/postgres.ts';

const one = 'SELECT 1 AS one';
const isReplica = 'SELECT pg_is_in_recovery() AS "isReplica"';

describeWithReplica('a database with a replica', (cluster) => {
  const open = () => openDatabase({ url: cluster().url, readUrls: [cluster().readUrl] });

  test('reads from the replica and writes to the primary', async () => {
    const database = open();
    expect(await database.read(isReplica)).toEqual([{ isReplica: true }]);
    expect(await database.write(isReplica)).toEqual([{ isReplica: false }]);
  });

  test('undoes a transaction whose work fails', async () => {
    const database = open();
    await database.write('CREATE TABLE tried (number integer)');
    const work = database.transaction(async ({ query }) => {
      await query('INSERT INTO tried VALUES (1)');
      throw new Error('half done');
    });
    await expect(work).rejects.toThrow('half done');
    expect(await database.write('SELECT * FROM tried')).toEqual([]);
  });

  test('reads from the primary what the replica does not have yet', async () => {
    const database = open();
    const replica = openDatabase({ url: cluster().readUrl });
    await replica.read('SELECT pg_wal_replay_pause()');
    await database.write('CREATE TABLE new_one (number integer)');
    expect(await database.read('SELECT * FROM new_one')).toEqual([]);
    await replica.read('SELECT pg_wal_replay_resume()');
    await expect(database.read('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
  });

  test('ends a query that takes too long, and says so', async () => {
    const database = openDatabase({ url: cluster().url, statementTimeout: 100 });
    await expect(database.read('SELECT pg_sleep(5)')).rejects.toThrow(
      /:\d+\/isnad: a query took longer than 100 ms. Set DATABASE_STATEMENT_TIMEOUT higher/,
    );
  });

  test('reads past a replica that hangs', async () => {
    const database = openDatabase({
      url: cluster().url,
      readUrls: [cluster().readUrl],
      statementTimeout: 200,
    });
    await database.read(one);
    await cluster().pause('replica');
    try {
      const reads = await Promise.all([1, 2, 3].map(() => database.read(isReplica)));
      expect(reads.flat()).toEqual([1, 2, 3].map(() => ({ isReplica: false })));
    } finally {
      await cluster().resume('replica');
    }
  });

  test('waits for a server to come back, and tells what it waited for in vain', async () => {
    const database = openDatabase({ url: cluster().readUrl.replace('isnad@', 'isnad:geheim@') });
    await database.read(one);
    await cluster().kill('replica');
    await expect(database.read(one, [], { patience: 200 })).rejects.toThrow(
      /^127\.0\.0\.1:\d+\/isnad: no PostgreSQL server answers \(ECONNREFUSED\)\. Start it, or correct DATABASE_URL\.$/,
    );
    expect(database.isReachable).toBe(false);
    const waiting = database.read(one);
    await wait(300);
    await cluster().restart('replica');
    expect(await waiting).toEqual([{ one: 1 }]);
    expect(database.isReachable).toBe(true);
  });

  test.each([
    ['/isnad$', '/nowhere', 'database "nowhere" does not exist'],
    ['isnad@', 'nobody@', 'role "nobody" does not exist'],
  ])('is told at once that %s is wrong', async (part, wrong, reason) => {
    const database = openDatabase({ url: cluster().url.replace(new RegExp(part), wrong) });
    await expect(database.read(one)).rejects.toThrow(`PostgreSQL refuses: ${reason}. Correct DATABASE_URL`);
  });

  // The last one: the cluster is not what it was.
  test('writes to the replica once it is promoted', async () => {
    const database = open();
    await database.write('CREATE TABLE kept (number integer)');
    await wait(500);
    await cluster().kill('primary');
    expect(await database.read('SELECT * FROM kept')).toEqual([]);
    await expect(database.write('INSERT INTO kept VALUES (1)', [], { patience: 0 })).rejects.toThrow(
      'no server takes writes',
    );
    const waiting = database.write('INSERT INTO kept VALUES (2)');
    await cluster().promote();
    await waiting;
    await database.transaction(({ query }) => query('INSERT INTO kept VALUES (3)'));
    expect(await database.read('SELECT number FROM kept')).toEqual([{ number: 2 }, { number: 3 }]);
  });
});

test('a server that is nowhere is named without its password', async () => {
  const database = createDatabase({ url: 'postgres://isnad:geheim@127.0.0.1:1/isnad' });
  const failed = database.read(one, [], { patience: 0 });
  await expect(failed).rejects.toThrow('127.0.0.1:1/isnad: no PostgreSQL server answers');
  await expect(failed).rejects.not.toThrow('geheim');
  await database.close();
});
