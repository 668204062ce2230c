import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import { openEventAnswerer } from '../support/running-bot.ts';

interface TwoTurns {
  readonly first: string;
  readonly second: string;
  readonly evidence: readonly string[];
  readonly standsAlone: boolean;
}

const lines = (await readFile(join(projectRoot, 'eval', 'follow-ups.jsonl'), 'utf8')).trim().split('\n');
const cases = lines.map((line): TwoTurns => JSON.parse(line));
let directory: string;
let event: Awaited<ReturnType<typeof openEventAnswerer>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  event = await openEventAnswerer(directory);
});

afterAll(async () => {
  await event?.close();
  await rm(directory, { recursive: true, force: true });
});

async function askBoth({ first, second }: TwoTurns) {
  const { citations, ranked } = await event.answerer.answer(first, { top: 1 });
  const sentence = citations[0]?.text ?? ranked[0]?.text ?? '';
  return event.answerer.answer(second, { previous: { question: first, sentence }, top: 3 });
}

describe('a question that stands alone is left alone', () => {
  test.each(cases.filter(({ standsAlone }) => standsAlone))('$first ← $second', async (turns) => {
    expect((await askBoth(turns)).readAs).toBeUndefined();
  });
});

test('a follow-up is read with the question before, and answered as a complete one is', async () => {
  const followUps = cases.filter(({ standsAlone }) => !standsAlone);
  const outcomes = await Promise.all(
    followUps.map(async (turns) => {
      const { readAs, ranked } = await askBoth(turns);
      return {
        ...turns,
        wasRead: readAs !== undefined,
        found: ranked.some(({ text }) => turns.evidence.includes(text)),
      };
    }),
  );
  expect(outcomes.length).toBeGreaterThanOrEqual(20);
  expect(outcomes.filter(({ wasRead }) => !wasRead).map(({ second }) => second)).toEqual([]);
  expect(outcomes.filter(({ found }) => found).length / outcomes.length).toBeGreaterThan(0.85);
});
