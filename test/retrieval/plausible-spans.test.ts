import { expect, test } from 'vitest';
import { analysePassage } from '../../src/retrieval/passage-analysis.ts';
import { plausibleSpans } from '../../src/retrieval/plausible-spans.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { background, corpusOf, lexicon } from './knowledge.ts';

const text = 'زار الوزير الأردني سمير حمدان مصر وتونس يوم الثلاثاء 4 مايو 2021 ومعه 30 خبيرا.';

/** Of all single words of the passage, those that could answer the question. */
function plausibleWords(question: string): string[] {
  const analysis = analysePassage(text, lexicon);
  const ranges = analysis.words.map((_, position) => ({ first: position, last: position }));
  const candidate = {
    question: analyseQuestion(question, { lexicon, background, corpus: corpusOf() }),
    analysis,
  };
  return plausibleSpans(candidate, ranges).map(({ first }) =>
    text.slice(analysis.words[first]?.start, analysis.words[first]?.end),
  );
}

test('a date is asked for: only words of a date', () => {
  const words = plausibleWords('متى زار الوزير مصر؟');
  expect(words).toContain('2021');
  expect(words).not.toContain('سمير');
  expect(words).not.toContain('مصر');
});

test('a number is asked for: only words of a number', () => {
  const words = plausibleWords('كم خبيرا كان معه؟');
  expect(words).toContain('30');
  expect(words).not.toContain('حمدان');
});

test('a person is asked for: no nationality by itself, no later member of a list', () => {
  const words = plausibleWords('من زار مصر؟');
  expect(words).toContain('سمير');
  expect(words).not.toContain('الأردني');
  expect(words).not.toContain('وتونس');
  expect(words).not.toContain('مصر');
});
