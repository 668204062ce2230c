import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/postgres/migrations.ts';
import { createPostgresFeedbackStore } from '../../src/postgres/postgres-feedback-store.ts';
import { asked, feedbackContract } from '../support/feedback-contract.ts';
import { describeWithPostgres, openDatabase } from '../support/postgres.ts';
import { runScript } from '../support/run-script.ts';

describeWithPostgres('with PostgreSQL', (cluster) => {
  async function start() {
    const { url } = await cluster().addDatabase();
    const database = openDatabase({ url });
    await migrate(database);
    return { url, database, open: () => createPostgresFeedbackStore({ database, days: 2, secret: 's' }) };
  }

  feedbackContract('feedback in PostgreSQL', async () => (await start()).open());

  test('is known to another process, forgotten after the days set, and reported', async () => {
    const { url, database, open } = await start();
    const [one, other] = [open(), open()];
    onTestFinished(() => Promise.all([one.close(), other.close()]).then(() => undefined));
    const record = await one.recordQuestion(asked('متى تأسست المنظمة؟'));
    const vote = { chat: 1, user: 7, record, liked: false };
    expect(await one.recordVote(vote)).toBe('recorded');
    expect(await other.recordVote(vote)).toBe('repeated');
    const { output } = await runScript('report', ['--json'], { environment: { DATABASE_URL: url } });
    expect(output).toContain('متى تأسست المنظمة؟');
    await database.write(`UPDATE isnad.questions SET asked_at = asked_at - interval '3 days'`);
    const third = open();
    await third.close();
    expect(await database.read('SELECT FROM isnad.questions')).toEqual([]);
  });
});
