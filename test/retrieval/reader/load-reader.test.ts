import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KnowledgeError } from '../../../src/retrieval/knowledge-error.ts';
import { analysePassage } from '../../../src/retrieval/passage-analysis.ts';
import { analyseQuestion } from '../../../src/retrieval/question.ts';
import { loadReader } from '../../../src/retrieval/reader/load-reader.ts';
import {
  PASSAGE_HINTS,
  QUESTION_HINTS,
  type ReaderInput,
  readerInput,
} from '../../../src/retrieval/reader/reader-input.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { background, corpusOf, lexicon } from '../knowledge.ts';

const BUNDLED = 'models/isnad-ar-reader';
const ONNX = 'onnx/model_quantized.onnx';

const inputOf = (question: string, passage: string): ReaderInput => {
  const [questionWords, passageWords] = [question.split(' '), passage.split(' ')];
  return {
    questionWords,
    passageWords,
    passageMarks: passageWords.map(() => ''),
    questionHints: new Float32Array(questionWords.length * QUESTION_HINTS),
    passageHints: new Float32Array(passageWords.length * PASSAGE_HINTS),
  };
};

describe('the bundled reader', async () => {
  const reader = await loadReader({ folder: BUNDLED });

  test('finds the words that answer, and that other sentences do not', async () => {
    const question = analyseQuestion('متى تأسست المنظمة؟', { lexicon, background, corpus: corpusOf() });
    const inputs = ['تأسست المنظمة في شنغهاي عام 2001.', 'قال الرئيس إن العلاقات بين البلدين قوية.'].map(
      (text) => readerInput({ question, analysis: analysePassage(text, lexicon), background }),
    );
    const [right, wrong] = await reader.read(inputs);
    expect(right?.here).toBeGreaterThan(wrong?.here ?? Number.POSITIVE_INFINITY);
    const ends = [0, 1, 2, 3, 4, 5].map((word) => right?.logEnds(word) ?? 0);
    expect(ends.indexOf(Math.max(...ends))).toBe(5);
  });

  test('reads what no word stands in, and words that no text has', async () => {
    const readings = await reader.read([
      { ...inputOf('ما', ''), passageWords: [], passageMarks: [], passageHints: new Float32Array(0) },
      inputOf('', '𓀀 🙂 ـ'),
    ]);
    expect(readings.map(({ here }) => Number.isFinite(here))).toEqual([true, true]);
  });

  test('reads nothing when given nothing, and closes twice', async () => {
    expect(await reader.read([])).toEqual([]);
    await Promise.all([reader.close(), reader.close()]);
  });
});

describe('a reader is refused', () => {
  const damaged: [what: string, file: string, damage: (path: string) => Promise<unknown>][] = [
    ['whose tokenizer is missing', 'tokenizer.json', (path) => rm(path)],
    ['whose tokenizer is cut off', 'tokenizer.json', (path) => truncate(path, 1000)],
    [
      'whose tokenizer is of another model',
      'config.json',
      async () => cp('models/isnad-ar-static/tokenizer.json', join(current, 'tokenizer.json')),
    ],
    ['whose settings are missing', 'tokenizer_config.json', (path) => rm(path)],
    ['whose network is missing', ONNX, (path) => rm(path)],
    ['whose network is cut off', ONNX, (path) => truncate(path, 100_000)],
    ['whose network is empty', ONNX, (path) => writeFile(path, '')],
    [
      'whose network is an embedding model',
      ONNX,
      async (path) => writeFile(path, await readFile('models/isnad-ar-static/onnx/model_quantized.onnx')),
    ],
  ];
  let current = '';

  test.each(damaged)('%s, and the file is named', async (_, file, damage) => {
    current = await temporaryDirectory();
    await cp(BUNDLED, current, { recursive: true });
    await damage(join(current, file));
    const loaded = loadReader({ folder: current });
    await expect(loaded).rejects.toThrow(KnowledgeError);
    await expect(loaded).rejects.toThrow(`${join(current, file)}: the file can't be used (`);
    await expect(loaded).rejects.toThrow('Restore it from the repository.');
  });
});
