import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templateQuestions } from '../src/answering/question-templates.ts';
import { ensureSuggestions, SUGGESTIONS_FILE, suggestionsInFolder } from '../src/suggestions.ts';
import { lexicon } from './retrieval/knowledge.ts';
import { openEventAnswerer } from './support/running-bot.ts';

let event: Awaited<ReturnType<typeof openEventAnswerer>>;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  event = await openEventAnswerer(directory);
});

afterAll(async () => {
  await event?.close();
  await rm(directory, { recursive: true, force: true });
});

test.each([
  ['تضم الرابطة التي تأسست في مايو 1999، ست دول.', 'متى تأسست الرابطة؟'],
  ['وتستضيف باريس قمة المناخ يومي 5 و6 يونيو 2015.', 'متى تستضيف باريس قمة المناخ؟'],
  ['ووصل الرئيس الأمريكي جو بايدن إلى القاهرة.', 'من هو الرئيس الأمريكي؟'],
  ['قال الرئيس الصيني إن بلاده مستعدة.', 'ماذا قال الرئيس الصيني؟'],
  ['أضاف بوتين: "نقدّر موقف الصين".', 'ماذا قال بوتين عن الصين؟'],
  ['تهدف المنظمة إلى تعزيز الثقة.', 'ما أهداف المنظمة؟'],
  ['تضم المنظمة ثماني دول.', 'كم عدد الدول التي تضمها المنظمة؟'],
])('«%s» seems to answer «%s»', (sentence, question) => {
  expect(templateQuestions(sentence, lexicon).map((each) => each.question)).toContain(question);
});

test('sentences without a verb or a name to ask about give no question', () => {
  for (const sentence of ['في الصباح.', '15 سبتمبر', '…', 'NATO', 'اجتماع'])
    expect(templateQuestions(sentence, lexicon)).toEqual([]);
});

describe('the suggestions of an index', () => {
  const ensure = (indexVersion: string, answer = event.answerer.answer) =>
    ensureSuggestions({
      keeper: suggestionsInFolder(directory),
      indexVersion,
      store: event.store,
      answerer: { answer },
      lexicon,
    });

  test('are each answered with confidence, and ask for different things', async () => {
    const questions = event.suggestions ?? [];
    expect(questions.length).toBeGreaterThanOrEqual(4);
    const outcomes = await Promise.all(questions.map((question) => event.answerer.answer(question)));
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['answered']));
    expect(new Set(questions.slice(0, 4).map((question) => question.split(' ')[0])).size).toBeGreaterThan(2);
    expect(new Set(questions).size).toBe(questions.length);
  });

  test('are kept with it, and found anew for another version or where they are damaged', async () => {
    let asked = 0;
    const counting: typeof event.answerer.answer = (...question) => {
      asked += 1;
      return event.answerer.answer(...question);
    };
    const found = await ensure('other', counting);
    expect(found).toEqual(event.suggestions);
    expect(asked).toBeGreaterThan(0);
    asked = 0;
    expect(await ensure('other', counting)).toEqual(found);
    expect(asked).toBe(0);
    const path = join(directory, SUGGESTIONS_FILE);
    await writeFile(path, '{"indexVersion": "other", "questions": [5]');
    expect(await ensure('other', counting)).toEqual(found);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ indexVersion: 'other', questions: found });
  });
});
