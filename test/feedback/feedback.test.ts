import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FeedbackError } from '../../src/feedback/feedback-error.ts';
import type { KeptQuestion } from '../../src/feedback/feedback-store.ts';
import { groupQuestions } from '../../src/feedback/group-questions.ts';
import { withoutPersonalData } from '../../src/feedback/personal-data.ts';
import { reportOf, writeReport } from '../../src/feedback/report.ts';
import { openFeedbackStore } from '../../src/feedback/sqlite-feedback-store.ts';
import { createLogger } from '../../src/logger.ts';
import { openFeedback } from '../../src/open-feedback.ts';
import { asked, feedbackContract } from '../support/feedback-contract.ts';
import { runScript } from '../support/run-script.ts';

const DAY = 24 * 60 * 60 * 1000;

async function temporaryFile(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'isnad-feedback-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return join(directory, 'deep', 'feedback.sqlite');
}

feedbackContract('feedback in a file', async () =>
  openFeedbackStore({ file: ':memory:', days: 2, secret: 's' }),
);

describe('what people asked', () => {
  test('is kept without their numbers, in a file that a restart finds again', async () => {
    const file = await temporaryFile();
    const first = openFeedbackStore({ file, days: 5, secret: 's' });
    const record = await first.recordQuestion(asked('متى تأسست المنظمة؟'));
    await first.recordVote({ chat: 123_456_789, user: 987_654_321, record, liked: false });
    await first.close();
    const bytes = (await readFile(file)).toString('latin1');
    for (const number of ['123456789', '987654321']) expect(bytes).not.toContain(number);
    const second = openFeedbackStore({ file, days: 5, secret: 's' });
    expect(await second.recordVote({ chat: 1, user: 987_654_321, record, liked: false })).toBe('repeated');
    expect(await second.summary({ days: 1 })).toEqual({
      askers: 1,
      questions: [
        {
          question: 'متى تأسست المنظمة؟',
          outcome: 'answered',
          likes: 0,
          dislikes: 1,
          article: 'summit',
          sentence: 3,
          sentenceText: 'تأسست المنظمة.',
        },
      ],
    });
    await second.close();
  });

  test('is forgotten after the days set, with the opinions on it', async () => {
    let now = 0;
    const store = openFeedbackStore({ file: ':memory:', days: 2, secret: 's', now: () => now });
    const record = await store.recordQuestion(asked('أ'));
    now = 1.5 * DAY;
    await store.recordQuestion(asked('ب'));
    now = 2.5 * DAY;
    await store.recordQuestion(asked('ج'));
    const { questions } = await store.summary({ days: 100 });
    expect(questions.map(({ question }) => question)).toEqual(['ب', 'ج']);
    expect(await store.recordVote({ chat: 1, user: 2, record, liked: true })).toBe('unknown');
    expect((await store.summary({ days: 1 })).questions).toHaveLength(2);
  });

  test('has addresses and long numbers taken out, and dates left in', () => {
    expect(withoutPersonalData('أنا @someone ورقمي +962 79 123 4567، a.b@c.org وhttps://x.org/y')).toBe(
      'أنا … ورقمي …، … و…',
    );
    const question = 'ماذا حدث يوم 15/9/2022 أو ٢٠٢٢-٠٩-١٥؟';
    expect(withoutPersonalData(question)).toBe(question);
  });
});

describe('a file that can’t be used', () => {
  test('is said so, with what to do', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'isnad-feedback-')), 'feedback.sqlite');
    await writeFile(file, 'this is no database, and long enough to be looked at as one');
    expect(() => openFeedbackStore({ file, days: 1, secret: 's' })).toThrow(FeedbackError);
    expect(() => openFeedbackStore({ file, days: 1, secret: 's' })).toThrow(/FEEDBACK_FILE .* FEEDBACK=off/);
    const log: string[] = [];
    const logger = createLogger({ level: 'info', destination: { write: (line) => void log.push(line) } });
    expect(openFeedback({ config: { feedback: { file, days: 1 } }, secret: 's', logger })).toBeUndefined();
    expect(log.join('')).toContain('what people ask is not kept');
    expect(openFeedback({ config: {}, secret: 's', logger })).toBeUndefined();
  });
});

test('questions are grouped by likeness, the largest group first, its commonest wording on top', () => {
  const questions = [
    'من التقى بوتين؟',
    'متى تأسست المنظمة؟',
    'متى تأسّست المنظّمة',
    'المنظمة تأسست متى؟',
    'متى تأسست المنظمة؟',
  ].map((question) => ({ question }));
  expect(groupQuestions(questions)).toEqual([
    { question: 'متى تأسست المنظمة؟', count: 4, others: ['متى تأسّست المنظّمة', 'المنظمة تأسست متى؟'] },
    { question: 'من التقى بوتين؟', count: 1, others: [] },
  ]);
  expect(groupQuestions([])).toEqual([]);
});

test('the report shows what is asked, what is missing and what is disliked', () => {
  const kept = (question: string, given: Partial<KeptQuestion>): KeptQuestion => ({
    question,
    outcome: 'answered',
    likes: 0,
    dislikes: 0,
    article: 'summit',
    sentence: 3,
    sentenceText: 'تأسست المنظمة.',
    ...given,
  });
  const questions = [
    kept('متى تأسست المنظمة؟', { dislikes: 2, likes: 1 }),
    kept('كم سعر النفط؟', { outcome: 'not_found', sentenceText: null }),
    kept('من التقى بوتين؟', { likes: 3, dislikes: 1 }),
  ];
  const text = writeReport(reportOf({ askers: 2, questions }, { top: 5 }), { days: 30 });
  expect(text).toContain('3 questions of 2 people in the last 30 days: 2 answered');
  expect(text).toMatch(
    /Unanswered:\n {4}1 {2}كم سعر النفط؟\n\nDisliked:\n {4}2 👎 1 👍 {2}متى تأسست المنظمة؟\n/,
  );
  expect(text).toMatch(/→ تأسست المنظمة\.\n {9}summit, sentence 3$/);
});

describe('npm run report', () => {
  test('prints the report of a file', async () => {
    const file = await temporaryFile();
    const store = openFeedbackStore({ file, days: 5, secret: 's' });
    await store.recordQuestion(asked('كم سعر النفط؟', { outcome: 'not_found' }));
    await store.close();
    const json = await runScript('report', ['--json', '--days', '1'], {
      environment: { FEEDBACK_FILE: file },
    });
    expect(json).toMatchObject({ exitCode: 0, errorOutput: '' });
    expect(JSON.parse(json.output)).toMatchObject({
      figures: { questions: 1, askers: 1, notFound: 1 },
      unanswered: [{ question: 'كم سعر النفط؟', count: 1, others: [] }],
    });
  });

  test('says so where nothing was asked', async () => {
    const none = await runScript('report', ['--file', '/nowhere/feedback.sqlite']);
    expect(none.output).toContain('nothing was asked yet');
  });

  test('says how it is used', async () => {
    const wrong = await runScript('report', ['--top', 'many']);
    expect(wrong).toMatchObject({ exitCode: 2 });
    expect(wrong.errorOutput).toContain('--top takes a whole number');
  });
});
