import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeUpArticles, makeUpQuestions } from '../../bench/made-up-articles.ts';
import { readQuestionSet } from '../../evaluation/question-set.ts';
import type { Answer } from '../../src/answering/answer.ts';
import type { Article } from '../../src/corpus/article.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../../src/embedding/load-embedder.ts';
import { type IndexPlaceSettings, openIndexPlace } from '../../src/index-place.ts';
import { openAnswerer } from '../../src/open-answerer.ts';
import { projectRoot } from '../../src/project-root.ts';
import { loadKnowledge } from '../../src/retrieval/load-knowledge.ts';
import { describeWithPostgres } from '../support/postgres.ts';

/** Made-up questions differ in what is found by meaning, where files keep a rounded vector and PostgreSQL does not. */
const MADE_UP_SENTENCES = 500;
const MADE_UP_QUESTIONS = 40;

describeWithPostgres('answers from files and from PostgreSQL', (cluster) => {
  test('are the same on the event, and on what was made up but for a few', async () => {
    const event = await readCorpus(join(projectRoot, 'corpus'));
    const { groups } = await readQuestionSet(join(projectRoot, 'eval', 'event.jsonl'), event);
    const eventQuestions = groups.flatMap(({ questions }) => questions.map(({ question }) => question));
    const madeUp = await makeUpArticles(MADE_UP_SENTENCES);
    const madeUpQuestions = makeUpQuestions(madeUp, MADE_UP_QUESTIONS);

    expect(eventQuestions.length).toBeGreaterThan(150);
    expect(await differences(event, eventQuestions)).toBeLessThanOrEqual(1);
    // The event among many passages: those that are looked at are searched for first.
    expect(
      await differences([...event, ...madeUp], [...eventQuestions, ...madeUpQuestions]),
    ).toBeLessThanOrEqual(2);
  }, 120_000);

  /** How many questions are answered with another outcome, another short answer, or other sentences. */
  async function differences(articles: readonly Article[], questions: readonly string[]): Promise<number> {
    const folder = await mkdtemp(join(tmpdir(), 'isnad-test-'));
    try {
      const settings = { indexDirectory: folder };
      const fromFiles = await answersFrom(settings, articles, questions);
      const { url } = await cluster().addDatabase();
      const fromDatabase = await answersFrom({ ...settings, database: { url } }, articles, questions);
      return fromFiles.filter((answer, at) => answer !== fromDatabase[at]).length;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
});

async function answersFrom(
  settings: IndexPlaceSettings,
  articles: readonly Article[],
  questions: readonly string[],
): Promise<string[]> {
  const embedder = await loadEmbedder({ model: 'isnad-ar-contextual' });
  const knowledge = await loadKnowledge({ embedder });
  const place = openIndexPlace(settings);
  const { store } = await place.ensure({ articles, embedder, analyser: knowledge.analyser });
  const answerer = await openAnswerer({ store, embedder, knowledge, warm: false });
  const answers: string[] = [];
  for (const question of questions) answers.push(summary(await answerer.answer(question)));
  await store.close();
  await place.close();
  await embedder.close();
  return answers;
}

function summary({ outcome, answer, citations }: Answer): string {
  const cited = citations.map(({ article, sentence }) => `${article}:${sentence}`);
  return [outcome, answer?.text ?? '', ...cited].join(' ');
}
