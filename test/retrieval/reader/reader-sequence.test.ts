import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  PASSAGE_HINTS,
  QUESTION_HINTS,
  type ReaderInput,
} from '../../../src/retrieval/reader/reader-input.ts';
import { HINTS, readerSequence } from '../../../src/retrieval/reader/reader-sequence.ts';
import { loadWordPieces, type WordPieces } from '../../../src/retrieval/reader/word-pieces.ts';

/** A piece a letter. */
const pieces: WordPieces = {
  size: 0,
  opening: 1,
  closing: 2,
  unknown: 3,
  idsOf: (word) => [...word].map((letter) => letter.codePointAt(0) ?? 0),
};

function inputOf(
  questionWords: string[],
  passageWords: string[],
  passageMarks = passageWords.map(() => ''),
): ReaderInput {
  return {
    questionWords,
    passageWords,
    passageMarks,
    questionHints: Float32Array.from(
      { length: questionWords.length * QUESTION_HINTS },
      (_, at) => 1 + Math.floor(at / QUESTION_HINTS),
    ),
    passageHints: Float32Array.from(
      { length: passageWords.length * PASSAGE_HINTS },
      (_, at) => -1 - Math.floor(at / PASSAGE_HINTS),
    ),
  };
}

describe('what is read, as one sequence', () => {
  const { ids, asked, firsts, lasts, writeHints } = readerSequence(
    inputOf(['ab', 'c'], ['de', 'f'], ['', ',']),
    pieces,
  );
  const letters = (text: string) => [...text].map((letter) => letter.codePointAt(0));

  test('is the question, then the passage, with punctuation before its word', () => {
    expect(ids).toEqual([1, ...letters('abc'), 2, ...letters('de,f'), 2]);
    expect(asked).toBe(5);
  });

  test('knows the tokens of each word of the passage', () => {
    expect([firsts, lasts]).toEqual([
      [5, 8],
      [6, 8],
    ]);
  });

  test('gives all pieces of a word its hints, and nothing else any', () => {
    const hints = new Float32Array(ids.length * HINTS);
    writeHints(hints);
    const rows = ids.map((_, at) => [...hints.subarray(at * HINTS, (at + 1) * HINTS)]);
    const none = Array.from({ length: HINTS }, () => 0);
    const ofQuestion = (value: number) => none.map((_, at) => (at < PASSAGE_HINTS ? 0 : value));
    const ofPassage = (value: number) => none.map((_, at) => (at < PASSAGE_HINTS ? value : 0));
    expect(rows).toEqual([
      none,
      ofQuestion(1),
      ofQuestion(1),
      ofQuestion(2),
      none,
      ofPassage(-1),
      ofPassage(-1),
      none,
      ofPassage(-2),
      none,
    ]);
  });

  test('a word without pieces is an unknown one', () => {
    expect(readerSequence(inputOf(['a'], ['']), pieces).ids).toEqual([1, 97, 2, 3, 2]);
  });
});

test('however long the words are, a sequence has room for the passage and ends where the model does', () => {
  const words = fc.array(
    fc.string({ maxLength: 60, unit: 'grapheme-ascii' }).map((text) => text.replace(/ /g, '')),
    { minLength: 1, maxLength: 120 },
  );
  fc.assert(
    fc.property(words, words, (question, passage) => {
      const { ids, asked, firsts, lasts } = readerSequence(inputOf(question, passage), pieces);
      expect(asked).toBeLessThanOrEqual(41);
      expect(ids.length).toBeLessThanOrEqual(192);
      for (const [word, first] of firsts.entries()) {
        expect(first).toBeGreaterThanOrEqual(asked);
        expect(lasts[word]).toBeLessThan(ids.length - 1);
        expect(ids.slice(first, (lasts[word] ?? 0) + 1)).toEqual(
          passage[word] === '' ? [3] : pieces.idsOf(passage[word] ?? ''),
        );
      }
    }),
  );
});

describe('what is read, laid out as in training', async () => {
  const { sequences } = JSON.parse(readFileSync('test/fixtures/reader.json', 'utf8')) as {
    sequences: {
      question: string[];
      passage: string[];
      marks: string[];
      ids: number[];
      asked: number;
      words: [first: number, last: number][];
    }[];
  };
  const bundled = await loadWordPieces('models/isnad-ar-reader');

  test('some of it is longer than there is room for', () => {
    expect(Math.max(...sequences.map(({ question }) => question.length))).toBeGreaterThan(40);
    expect(Math.max(...sequences.map(({ passage }) => passage.length))).toBeGreaterThan(192);
  });

  test.each(sequences)(
    '$asked tokens asked, $words.length words read',
    ({ question, passage, marks, ...wanted }) => {
      const { ids, asked, firsts, lasts } = readerSequence(inputOf(question, passage, marks), bundled);
      const words = firsts.map((first, word) => [first, lasts[word]]);
      expect({ ids, asked, words }).toEqual(wanted);
    },
  );
});
