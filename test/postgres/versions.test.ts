import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import type { Database } from '../../src/postgres/database.ts';
import { type EnsureVersionOptions, ensureVersion } from '../../src/postgres/ensure-version.ts';
import { migrate } from '../../src/postgres/migrations.ts';
import { openPostgresStore } from '../../src/postgres/postgres-store.ts';
import { suggestionsInDatabase } from '../../src/postgres/stored-suggestions.ts';
import { readCurrentVersion, readVersionBytes, watchVersions } from '../../src/postgres/stored-versions.ts';
import { articleOf, articles, letterEmbedder, plainAnalyser } from '../support/index-fixture.ts';
import { describeWithPostgres, openDatabase } from '../support/postgres.ts';

describeWithPostgres('versions in PostgreSQL', (cluster) => {
  const open = async () => openDatabase({ url: (await cluster().addDatabase()).url });
  const build = (database: Database, all: readonly Article[], options: Partial<EnsureVersionOptions> = {}) =>
    ensureVersion({
      database,
      articles: all,
      embedder: letterEmbedder(),
      analyser: plainAnalyser(),
      ...options,
    });
  const edition = (number: number) =>
    Array.from({ length: 3 }, (_, at) => articleOf(`article-${at}`, `جملة الطبعة رقم ${number}.`));
  const schemas = async (database: Database) =>
    (
      await database.read<{ name: string }>(
        String.raw`SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'isnad\_%' ORDER BY oid`,
      )
    ).map(({ name }) => name);

  test('tables are made once, also where several begin at once', async () => {
    const database = await open();
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database)));
    expect(applied.map((each) => each.applied).sort()).toEqual([0, 0, 2]);
    expect(await migrate(database)).toEqual({ applied: 0 });
    await database.write('INSERT INTO isnad.migrations (number) VALUES (999)');
    await expect(migrate(database)).rejects.toThrow(
      'its tables were made by a newer Isnad. Update this one.',
    );
  });

  test('an index is built once, and again where its sources changed', async () => {
    const database = await open();
    await expect(readCurrentVersion(database)).rejects.toThrow(
      'there is no index in it. Build it: npm run index.',
    );
    const whys: string[] = [];
    const onBuild = (why: string) => void whys.push(why);
    expect((await build(database, articles, { onBuild })).built).toBe(true);
    const second = await build(database, articles, { onBuild });
    expect(second.built).toBe(false);
    expect(await readCurrentVersion(database)).toMatchObject({ description: second.description });
    expect((await build(database, edition(1), { onBuild })).built).toBe(true);
    const other = { embedder: letterEmbedder({ fingerprint: 'b'.repeat(64) }) };
    await build(database, edition(1), { onBuild, ...other });
    await build(database, edition(1), { onBuild, ...other, force: true });
    expect(whys).toEqual([
      'there is none yet',
      'the articles changed',
      'the model changed to letters',
      'a rebuild was asked for',
    ]);
    expect(await readVersionBytes(database)).toBeGreaterThan(10_000);
  });

  test('of several that build the same at once one does, and the others find it', async () => {
    const database = await open();
    const ensured = await Promise.all([1, 2, 3].map(() => build(database, articles)));
    expect(ensured.filter(({ built }) => built)).toHaveLength(1);
    expect(await schemas(database)).toHaveLength(1);
  });

  test('a build that fails leaves nothing behind', async () => {
    const database = await open();
    await build(database, edition(1));
    const before = await readCurrentVersion(database);
    const failing = { ...letterEmbedder(), embed: () => Promise.reject(new Error('the model broke')) };
    await expect(build(database, edition(2), { embedder: failing })).rejects.toThrow('the model broke');
    const unstorable = [articleOf('broken', 'جملة\u0000.')];
    await expect(build(database, unstorable)).rejects.toThrow(
      /broken: the article holds a character of code 0/,
    );
    expect(await readCurrentVersion(database)).toEqual(before);
    expect(await schemas(database)).toEqual([`isnad_${before.id}`]);
  });

  test('while versions change, whoever looks sees one or the other, whole', async () => {
    const database = await open();
    await build(database, edition(0));
    let isBuilding = true;
    const seen = new Set<string>();
    const look = async () => {
      while (isBuilding) {
        const store = await openPostgresStore(database, await readCurrentVersion(database));
        const { passageAt, places } = await store.read([0, 1, 2], { reach: 0 });
        const texts = new Set(places.map((place) => passageAt(place)?.text));
        expect(texts.size).toBe(1);
        for (const text of texts) seen.add(text ?? 'nothing');
      }
    };
    const looking = Promise.all([look(), look()]);
    for (let number = 1; number <= 5; number += 1) await build(database, edition(number));
    isBuilding = false;
    await looking;
    expect(seen.size).toBeGreaterThan(2);
    expect(seen).not.toContain('nothing');
  });

  test('another version is noticed, and one that was replaced long ago is removed', async () => {
    const database = await open();
    let { version: inUse } = (await build(database, edition(1))).description;
    let isRefused = true;
    let tries = 0;
    const stop = watchVersions({
      database,
      inUse: () => inUse,
      async onNewer() {
        tries += 1;
        if (!isRefused) inUse = (await readCurrentVersion(database)).description.version;
      },
      interval: 20,
      retryAfter: 200,
    });
    await wait(100);
    expect(tries).toBe(0);
    const second = await build(database, edition(2));
    await expect.poll(() => tries).toBeGreaterThan(1);
    isRefused = false;
    await expect.poll(() => inUse).toBe(second.description.version);
    // An older one is not changed to.
    const triesSoFar = tries;
    await wait(300);
    expect(tries).toBe(triesSoFar);
    stop();
    expect(await schemas(database)).toHaveLength(2);
    await database.write(`UPDATE isnad.versions SET published_at = published_at - interval '2 hours'`);
    await build(database, edition(3));
    const kept = await schemas(database);
    expect(kept).toHaveLength(2);
    expect(kept).toContain(`isnad_${(await readCurrentVersion(database)).id}`);
  });

  test('suggestions are kept with their version', async () => {
    const database = await open();
    const { description } = await build(database, edition(1));
    const keeper = suggestionsInDatabase(database);
    expect(await keeper.read(description.version)).toBeUndefined();
    await keeper.write(description.version, ['متى؟', 'أين؟']);
    expect(await keeper.read(description.version)).toEqual(['متى؟', 'أين؟']);
  });
});
