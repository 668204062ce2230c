import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileLexicon } from '../src/arabic/lexicon-compiler/compile.ts';
import { type LexiconTables, TABLE_NAMES } from '../src/arabic/lexicon-compiler/rows.ts';

const source = 'lexicon';
const target = 'models/isnad-ar-lexicon';

const tables = Object.fromEntries(
  TABLE_NAMES.map((name) => [name, readFileSync(join(source, `${name}.tsv`), 'utf8')]),
) as Record<keyof LexiconTables, string>;
const json = `${JSON.stringify(compileLexicon(tables))}\n`;
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'lexicon.json'), json);
process.stdout.write(`${target}/lexicon.json: ${Math.round(Buffer.byteLength(json) / 1024)} KiB\n`);
