import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import type { FeedbackSummary } from '../src/feedback/feedback-store.ts';
import { reportOf, writeReport } from '../src/feedback/report.ts';
import { openFeedbackStore } from '../src/feedback/sqlite-feedback-store.ts';
import { createDatabase, type DatabaseSettings } from '../src/postgres/database.ts';
import { readFeedback } from '../src/postgres/postgres-feedback-store.ts';
import { runCommand } from './command.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'usage: npm run report -- [--file FILE] [--days N] [--top N] [--json]';

/** What people asked most, what was not answered, and which answers they disliked: what the articles lack. */
await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      days: { type: 'string' },
      top: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  });
  const { feedback, database } = readConfig({ ...process.env, BOT_TOKEN: '', FEEDBACK: 'on' });
  const file = values.file ?? feedback?.file ?? '';
  const keptDays = feedback?.days ?? 90;
  const days = wholeNumber('--days', values.days ?? String(keptDays));
  const top = wholeNumber('--top', values.top);
  const inDatabase = values.file === undefined && database !== undefined;
  if (!inDatabase && !existsSync(file))
    return `${file}: nothing was asked yet, or it is kept elsewhere (--file, FEEDBACK_FILE).`;
  const summary = inDatabase
    ? await readPostgresFeedback(database, days)
    : await readFile(file, { keptDays, days });
  const report = reportOf(summary, { top });
  return values.json ? JSON.stringify(report) : writeReport(report, { days });
});

async function readFile(
  file: string,
  { keptDays, days }: { readonly keptDays: number; readonly days: number },
): Promise<FeedbackSummary> {
  const store = openFeedbackStore({ file, days: keptDays, secret: '' });
  try {
    return await store.summary({ days });
  } finally {
    await store.close();
  }
}

async function readPostgresFeedback(settings: DatabaseSettings, days: number): Promise<FeedbackSummary> {
  const database = createDatabase(settings);
  try {
    return await readFeedback(database, days);
  } finally {
    await database.close();
  }
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`${name} takes a whole number from 1 to 9999.`);
  return Number(text);
}
