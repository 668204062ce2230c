import { buildIndex } from '../../../../src/indexing/build-index.ts';
import { letterEmbedder } from '../../../support/letter-embedder.ts';
import { plainAnalyser } from '../../../support/plain-analyser.ts';
import { edition } from './editions.ts';

// Builds one index after the other into the folder of its first argument until it is killed; a line for each begun.
const [, , directory = ''] = process.argv;
for (let number = 0; ; number += 1) {
  process.stdout.write(`${number}\n`);
  await buildIndex({
    graphFrom: 1,
    articles: edition(number),
    embedder: letterEmbedder(),
    analyser: plainAnalyser(),
    directory,
  });
}
