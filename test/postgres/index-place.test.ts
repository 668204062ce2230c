import { expect, test } from 'vitest';
import { openIndexPlace } from '../../src/index-place.ts';
import { articleOf, closing, letterEmbedder, plainAnalyser } from '../support/index-fixture.ts';
import { describeWithReplica, openDatabase } from '../support/postgres.ts';

describeWithReplica('an index in a database whose replica lags behind', (cluster) => {
  test('is opened as it was just built', async () => {
    const { url, readUrl } = cluster();
    const place = closing(openIndexPlace({ indexDirectory: '', database: { url, readUrls: [readUrl] } }));
    const build = async (sentence: string) => {
      const articles = [articleOf('one', sentence)];
      return place.ensure({ articles, embedder: letterEmbedder(), analyser: plainAnalyser() });
    };
    const first = await build('الجملة الأولى.');
    const replica = openDatabase({ url: readUrl });
    await expect
      .poll(() => replica.read('SELECT version FROM isnad.versions'))
      .toEqual([{ version: first.store.description.version }]);
    await replica.read('SELECT pg_wal_replay_pause()');

    const second = await build('الجملة الثانية.');
    expect(second.store.description.version).not.toBe(first.store.description.version);
    expect((await second.store.readArticle('one'))?.body).toBe('الجملة الثانية.');
    expect(await place.bytes()).toBeGreaterThan(10_000);
    await replica.read('SELECT pg_wal_replay_resume()');
  });
});
