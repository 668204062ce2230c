import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { addArticles } from '../src/adding/add-articles.ts';
import { createFetcher } from '../src/adding/fetching/fetch-document.ts';
import { findSources } from '../src/adding/find-sources.ts';
import type { Outcome } from '../src/adding/outcome.ts';
import { readConfig } from '../src/config.ts';
import { runCommand } from './command.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'usage: npm run add -- [--corpus DIR] [--dry-run] [--keep-similar] FILE|FOLDER|URL …';

/** Adds articles to the corpus folder from files, folders, pages and feeds. */
await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    options: {
      corpus: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'keep-similar': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new UsageError('There is nothing to add.');
  const directory = values.corpus ?? readConfig({ ...process.env, BOT_TOKEN: '' }).corpusDirectory;
  const dryRun = values['dry-run'];
  const { names, passedOver } = await findSources(positionals);
  const bar = new SingleBar({
    format: 'Adding {bar} {value}/{total}',
    stream: process.stderr,
    clearOnComplete: true,
  });
  const fetcher = createFetcher();
  const outcomes: Outcome[] = [];
  bar.start(names.length, 0);
  try {
    const work = addArticles(names, {
      directory,
      fetcher,
      dryRun,
      keepSimilar: values['keep-similar'],
      onProgress(done, total) {
        bar.setTotal(total);
        bar.update(done);
      },
    });
    for await (const outcome of work) outcomes.push(outcome);
  } finally {
    bar.stop();
    await fetcher.close();
  }
  for (const outcome of outcomes) {
    const stream = outcome.kind === 'failed' ? process.stderr : process.stdout;
    stream.write(`${describe(outcome, dryRun)}\n`);
  }
  const count = (...kinds: Outcome['kind'][]) => outcomes.filter(({ kind }) => kinds.includes(kind)).length;
  const failed = count('failed');
  if (failed > 0) process.exitCode = 1;
  const added = count('added');
  const summary = [
    `${added} ${dryRun ? 'would be added' : 'added'}`,
    `${count('duplicate', 'known')} skipped as duplicates`,
    `${failed} failed`,
    ...(passedOver > 0 ? [`${passedOver} of other kinds passed over`] : []),
  ].join(', ');
  return `${directory}: ${summary}.${added > 0 && !dryRun ? ' Next: npm run index.' : ''}`;
});

function describe(outcome: Outcome, dryRun: boolean): string {
  const { name } = outcome;
  switch (outcome.kind) {
    case 'added': {
      const { title, publisher, published, body } = outcome.draft;
      const facts = [title, publisher, published, `${body.length} characters`].filter(Boolean);
      return dryRun
        ? `would add ${outcome.id}.md from ${name}: ${facts.join(', ')}`
        : `added ${outcome.id}.md from ${name}`;
    }
    case 'known':
      return `skipped ${name}: ${outcome.id} is from this address.`;
    case 'duplicate': {
      const { id, resemblance } = outcome.of;
      const percent = Math.floor(resemblance * 100);
      return resemblance === 1
        ? `skipped ${name}: the same text as ${id}.`
        : `skipped ${name}: nearly the same as ${id} (${percent} % of the wording). --keep-similar adds it all the same.`;
    }
    case 'failed':
      return `failed ${outcome.message}`;
  }
}
