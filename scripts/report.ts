import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { reportOf, writeReport } from '../src/feedback/report.ts';
import { openFeedbackStore } from '../src/feedback/sqlite-feedback-store.ts';
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
  const { feedback } = readConfig({ ...process.env, BOT_TOKEN: '', FEEDBACK: 'on' });
  const file = values.file ?? feedback?.file ?? '';
  const keptDays = feedback?.days ?? 90;
  const days = wholeNumber('--days', values.days ?? String(keptDays));
  const top = wholeNumber('--top', values.top);
  if (!existsSync(file))
    return `${file}: nothing was asked yet, or it is kept elsewhere (--file, FEEDBACK_FILE).`;
  const store = openFeedbackStore({ file, days: keptDays, secret: '' });
  try {
    const report = reportOf(await store.summary({ days }), { top });
    return values.json ? JSON.stringify(report) : writeReport(report, { days });
  } finally {
    await store.close();
  }
});

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`${name} takes a whole number from 1 to 9999.`);
  return Number(text);
}
