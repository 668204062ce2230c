import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { evaluateSet, type Result } from '../../evaluation/evaluate-set.ts';
import { readQuestionSet } from '../../evaluation/question-set.ts';
import { answerFigures } from '../../evaluation/report.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../../src/embedding/load-embedder.ts';
import { projectRoot } from '../../src/project-root.ts';

// The figures are the same on every machine; each floor lies a few questions under the figure in the README, so that a
// change that costs quality is seen, and one that moves a question or two is not held up.
let results: readonly Result[];

beforeAll(async () => {
  const articles = await readCorpus(join(projectRoot, 'corpus'));
  const embedder = await loadEmbedder({ model: 'isnad-ar-contextual' });
  results = await evaluateSet(
    await readQuestionSet(join(projectRoot, 'eval', 'event.jsonl'), articles),
    embedder,
  );
  await embedder.close();
});

const shareWithin = (depth: number) => {
  const answerable = results.filter(({ question }) => question.answerable);
  return (
    answerable.filter(({ ranks }) => ranks.ranked >= 0 && ranks.ranked < depth).length / answerable.length
  );
};

test('the sentence that answers is found', () => {
  expect(shareWithin(1)).toBeGreaterThan(0.71);
  expect(shareWithin(3)).toBeGreaterThan(0.88);
});

test('what the article does not answer is told from what it does', () => {
  const figures = answerFigures(results);
  expect(figures.areaUnderCurve).toBeGreaterThan(0.79);
  expect(figures.abstainingF1).toBeGreaterThan(0.65);
  expect(figures.falselyRefused).toBeLessThan(0.14);
});

test('short answers do not get worse', () => {
  const figures = answerFigures(results);
  expect(figures.spanF1).toBeGreaterThan(0.27);
  expect(figures.spanPrecision).toBeGreaterThan(0.4);
});
