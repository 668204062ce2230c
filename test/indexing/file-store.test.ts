import { buildIndex } from '../../src/indexing/build-index.ts';
import { createFileStore } from '../../src/indexing/file-store.ts';
import { openIndex } from '../../src/indexing/open-index.ts';
import { storeContract, storedAnalyser, storedEmbedder } from '../support/store-contract.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

storeContract('a store in files', async (articles) => {
  const directory = await temporaryDirectory();
  await buildIndex({ articles, embedder: storedEmbedder, analyser: storedAnalyser, directory });
  const store = createFileStore(await openIndex(directory));
  return { store, close: () => store.close() };
});
