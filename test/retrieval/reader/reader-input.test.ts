import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analysePassage } from '../../../src/retrieval/passage-analysis.ts';
import { analyseQuestion } from '../../../src/retrieval/question.ts';
import {
  LONGEST_PASSAGE,
  LONGEST_QUESTION,
  PASSAGE_HINTS,
  QUESTION_HINTS,
  readerInput,
} from '../../../src/retrieval/reader/reader-input.ts';
import { background, corpusOf, lexicon } from '../knowledge.ts';

const inputOf = (question: string, passage: string) =>
  readerInput({
    question: analyseQuestion(question, { lexicon, background, corpus: corpusOf() }),
    analysis: analysePassage(passage, lexicon),
    background,
  });

describe('what the reader is given', () => {
  test('says of each word of the passage how far the question speaks of it', () => {
    const { passageHints, passageWords } = inputOf('متى تأسست المنظمة؟', 'أنشئت المنظمة عام 2001 في الصين.');
    const strengths = passageWords.map((_, at) => passageHints[at * PASSAGE_HINTS + 1] ?? 0);
    const [founded = 0, organisation, , , , china] = strengths;
    expect(founded).toBeGreaterThan(0);
    expect(founded).toBeLessThan(1);
    expect(organisation).toBe(1);
    expect(china).toBe(0);
  });

  test('keeps the punctuation before a word, of which quotation marks tell where a name begins', () => {
    const { passageMarks } = inputOf('ما اسم البرنامج؟', 'قال: إن «البرنامج» بدأ.');
    expect(passageMarks).toEqual(['', ':', '«', '»']);
  });

  test('takes only as many words as the reader reads', () => {
    const input = inputOf('كلمة '.repeat(200), 'كلمة '.repeat(200));
    expect(input.passageWords).toHaveLength(LONGEST_PASSAGE);
    expect(input.questionWords).toHaveLength(LONGEST_QUESTION);
  });

  test('is finite and hardly above 1, a row a word, whatever is asked of whatever', () => {
    const word = fc.constantFrom(
      ...'متى من أين كم بوتين «قمة» 2001 15 % سبتمبر/أيلول قال: الرئيس الروسي في و، . COVID ثماني دول'.split(
        ' ',
      ),
    );
    const text = fc.array(word, { minLength: 1, maxLength: 120 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (question, passage) => {
        const input = inputOf(question, passage);
        expect(input.passageHints).toHaveLength(input.passageWords.length * PASSAGE_HINTS);
        expect(input.questionHints).toHaveLength(input.questionWords.length * QUESTION_HINTS);
        expect(input.passageMarks).toHaveLength(input.passageWords.length);
        for (const hints of [input.passageHints, input.questionHints])
          expect(hints.every((value) => value >= 0 && value <= 1.3)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
