import { createDatabase } from '../../src/postgres/database.ts';
import { migrate } from '../../src/postgres/migrations.ts';
import { openPostgresStore } from '../../src/postgres/postgres-store.ts';
import { readCurrentVersion } from '../../src/postgres/stored-versions.ts';
import { writeVersion } from '../../src/postgres/write-version.ts';
import { describeWithPostgres } from '../support/postgres.ts';
import { storeContract, storedAnalyser, storedEmbedder } from '../support/store-contract.ts';

describeWithPostgres('with PostgreSQL', (cluster) => {
  storeContract('a store in PostgreSQL', async (articles) => {
    const database = createDatabase({ url: cluster().url, poolSize: 4 });
    await migrate(database);
    await database.transaction((session) =>
      writeVersion({ session, articles, embedder: storedEmbedder, analyser: storedAnalyser }),
    );
    const store = await openPostgresStore(database, await readCurrentVersion(database));
    return { store, close: () => database.close() };
  });
});
