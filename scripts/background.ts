import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { splitSentences } from '../src/arabic/sentences.ts';
import { stem } from '../src/arabic/stem.ts';
import { splitWords } from '../src/arabic/words.ts';
import { compileBackground } from '../src/retrieval/background.ts';

/** Counts in how many sentences of a news corpus each stem occurs: `npm run background -- --articles FILE.txt.gz`. */
const { values } = parseArgs({
  options: {
    articles: { type: 'string' },
    target: { type: 'string', default: 'models/isnad-ar-background' },
    least: { type: 'string', default: '24' },
  },
});
if (values.articles === undefined)
  throw new Error('Name the articles, gzipped, one a line: --articles FILE.txt.gz');

const counts = new Map<string, number>();
let sentences = 0;
for await (const article of createInterface({
  input: createReadStream(values.articles).pipe(createGunzip()),
})) {
  for (const { start, end } of splitSentences(article)) {
    sentences += 1;
    const stems = new Set(splitWords(article.slice(start, end)).map(({ folded }) => stem(folded)));
    for (const each of stems) if (each.length < 24) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
}
const json = `${JSON.stringify(compileBackground(counts, sentences, Number(values.least)))}\n`;
mkdirSync(values.target, { recursive: true });
writeFileSync(join(values.target, 'background.json'), json);
process.stdout.write(
  `${sentences} sentences, ${counts.size} stems, ${Math.round(Buffer.byteLength(json) / 1024)} KiB\n`,
);
