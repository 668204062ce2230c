import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fold } from '../../src/arabic/fold.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { projectRoot } from '../../src/project-root.ts';

const KINDS = [
  'when',
  'who',
  'where',
  'how_many',
  'which',
  'what',
  'why',
  'list',
  'yes_no',
  'quote',
  'how',
] as const;
const SPOKEN_DIALECTS = ['levantine', 'egyptian', 'gulf', 'iraqi', 'maghrebi'] as const;
const DISTURBANCES = ['spelling', 'no_hamza', 'missing_space', 'typo'] as const;

/** Text as a person typed it: one line, nothing around it, one space between words. */
const Typed = z.string().regex(/^\S+(?: \S+)*$/u);

const QuestionRow = z.strictObject({
  question: Typed,
  evidence: z.array(z.string()),
  answer: z.string().min(1).nullable(),
  answerable: z.boolean(),
  kind: z.enum(KINDS),
  dialect: z.enum(['standard', ...SPOKEN_DIALECTS]),
  noise: z.enum(['none', ...DISTURBANCES]),
});

const FollowUpRow = z.strictObject({
  first: Typed,
  second: Typed,
  evidence: z.array(z.string()),
  standsAlone: z.boolean(),
});

const questions = await readRows('event.jsonl', QuestionRow);
const followUps = await readRows('follow-ups.jsonl', FollowUpRow);
const answerable = questions.filter((row) => row.answerable);
const unanswerable = questions.filter((row) => !row.answerable);

const articles = await readCorpus(join(projectRoot, 'corpus'));
const body = articles.find(({ id }) => id === 'samarkand-2022')?.body ?? '';
const sentences = body.split('\n');

/** Reads a set; a row that breaks the schema fails with the file and line it stands on. */
async function readRows<Row>(name: string, schema: z.ZodType<Row>): Promise<Row[]> {
  const text = await readFile(join(projectRoot, 'eval', name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const parsed = schema.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`eval/${name}:${index + 1}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}

/** What makes two questions the same: their letters and digits, however they are spelt or punctuated. */
function essence(question: string): string {
  return fold(question)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

/** Whether the span stands in the sentence without cutting a word in two. */
function standsIn(sentence: string, span: string): boolean {
  const start = sentence.indexOf(span);
  if (start < 0) return false;
  const opening = sentence.slice(Math.max(0, start - 1), start + 1);
  const end = start + span.length;
  const closing = sentence.slice(end - 1, end + 1);
  return ![opening, closing].some((edge) => /^[\p{L}\p{M}\p{N}]{2}$/u.test(edge));
}

function countBy<Row, Value extends string>(
  rows: readonly Row[],
  values: readonly Value[],
  of: (row: Row) => string,
): Record<Value, number> {
  const counts = values.map((value) => [value, rows.filter((row) => of(row) === value).length]);
  return Object.fromEntries(counts) as Record<Value, number>;
}

describe('the event’s questions', () => {
  test.each(questions)('$question: the evidence is whole sentences of the article', ({ evidence }) => {
    for (const sentence of evidence) expect(sentences).toContain(sentence);
    expect(repeated(evidence)).toEqual([]);
  });

  test.each(answerable)('$question: the answer stands in its main evidence', ({ evidence, answer }) => {
    const [main = ''] = evidence;
    expect(main).not.toBe('');
    expect(answer === null || standsIn(main, answer)).toBe(true);
  });

  test('have neither evidence nor answer where the article has none', () => {
    expect(unanswerable.filter(({ evidence, answer }) => evidence.length > 0 || answer !== null)).toEqual([]);
  });

  test('are each asked once', () => {
    expect(repeated(questions.map(({ question }) => essence(question)))).toEqual([]);
  });

  test('are many, and enough of them have no answer', () => {
    expect(questions.length).toBeGreaterThanOrEqual(100);
    expect(unanswerable.length).toBeGreaterThanOrEqual(30);
  });

  test('reach every sentence of the article', () => {
    const asked = new Set(answerable.map(({ evidence }) => evidence[0]));
    expect(sentences.filter((sentence) => !asked.has(sentence))).toEqual([]);
  });

  test('are of every kind, with an answer and without', () => {
    const kindOf = ({ kind }: { readonly kind: string }) => kind;
    expect(Math.min(...Object.values(countBy(answerable, KINDS, kindOf)))).toBeGreaterThanOrEqual(3);
    expect(Math.min(...Object.values(countBy(unanswerable, KINDS, kindOf)))).toBeGreaterThanOrEqual(1);
  });

  test('come in every dialect, with an answer and without', () => {
    const dialectOf = ({ dialect }: { readonly dialect: string }) => dialect;
    const all = countBy(questions, SPOKEN_DIALECTS, dialectOf);
    const without = countBy(unanswerable, SPOKEN_DIALECTS, dialectOf);
    expect(Math.min(...Object.values(all))).toBeGreaterThanOrEqual(10);
    expect(Math.min(...Object.values(without))).toBeGreaterThanOrEqual(1);
  });

  test('are misspelt in every way', () => {
    const counts = Object.values(countBy(questions, DISTURBANCES, ({ noise }) => noise));
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(4);
    expect(counts.reduce((total, count) => total + count, 0)).toBeGreaterThanOrEqual(20);
  });

  test('without hamza have none on an alef', () => {
    const bare = questions.filter(({ noise }) => noise === 'no_hamza');
    expect(bare.filter(({ question }) => /[أإآ]/u.test(question))).toEqual([]);
  });
});

describe('the follow-up questions', () => {
  test.each(followUps)('$first $second: the evidence is whole sentences of the article', ({ evidence }) => {
    for (const sentence of evidence) expect(sentences).toContain(sentence);
    expect(repeated(evidence)).toEqual([]);
  });

  test('have evidence wherever the second question needs the first', () => {
    expect(followUps.filter(({ standsAlone, evidence }) => !standsAlone && evidence.length === 0)).toEqual(
      [],
    );
  });

  test('are each asked once', () => {
    expect(repeated(followUps.map(({ first, second }) => `${essence(first)} / ${essence(second)}`))).toEqual(
      [],
    );
  });

  test('are many, and some of them stand alone', () => {
    expect(followUps.filter(({ standsAlone }) => !standsAlone).length).toBeGreaterThanOrEqual(20);
    expect(followUps.filter(({ standsAlone }) => standsAlone).length).toBeGreaterThanOrEqual(6);
  });
});
