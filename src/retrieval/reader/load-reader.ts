import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Embedder } from '../../embedding/embedder.ts';
import { errorReason } from '../../error-reason.ts';
import { answerTypes } from '../answer-type.ts';
import { KnowledgeError } from '../knowledge-error.ts';
import { createWordVectors, type WordVectors } from '../word-vectors.ts';
import { PASSAGE_FEATURES, QUESTION_FEATURES, type ReaderInput } from './reader-input.ts';
import { createReading, type Reading } from './reading.ts';

/** Reads passages for the words that answer a question. */
export interface Reader {
  /** The model whose word vectors it reads, and those that are held. */
  readonly embedder: Embedder;
  readonly wordVectors: WordVectors;
  /** One reading for each input, in their order; all inputs are of one question. */
  read(inputs: readonly ReaderInput[]): Promise<Reading[]>;
  /** Frees what the runtime holds. Safe to call twice. */
  close(): Promise<void>;
}

export interface LoadReaderOptions {
  /** The ONNX file. */
  readonly path: string;
  /** The model that the reader was trained on the word vectors of. */
  readonly embedder: Embedder;
}

/**
 * Opens a reader that `training/reader` exported.
 *
 * @throws {KnowledgeError} where the file is missing, damaged or made for other inputs.
 */
export async function loadReader({ path, embedder }: LoadReaderOptions): Promise<Reader> {
  const session = await open(path);
  const vectors = createWordVectors(embedder);
  const reader = createReader(session, embedder);
  await reader.read([probe()]).catch((cause: unknown) => {
    throw unusable(path, cause);
  });
  return reader;

  function createReader(session: InferenceSession, { dimension }: Embedder): Reader {
    let closed: Promise<void> | undefined;
    return {
      embedder,
      wordVectors: vectors,
      async read(inputs) {
        const [first] = inputs;
        if (first === undefined) return [];
        await vectors.prepare([
          ...first.questionWords,
          ...inputs.flatMap(({ passageWords }) => passageWords),
        ]);
        const words = Math.max(...inputs.map(({ passageWords }) => passageWords.length));
        const asked = first.questionWords.length;
        const rows = (lists: readonly (readonly string[])[], length: number) => {
          const data = new Float32Array(lists.length * length * dimension);
          for (const [row, list] of lists.entries())
            for (const [at, word] of list.entries())
              vectors.copy(word, data, (row * length + at) * dimension);
          return new Tensor('float32', data, [lists.length, length, dimension]);
        };
        const features = (lists: readonly Float32Array[], length: number, width: number) => {
          const data = new Float32Array(lists.length * length * width);
          for (const [row, list] of lists.entries()) data.set(list, row * length * width);
          return new Tensor('float32', data, [lists.length, length, width]);
        };
        const mask = (lists: readonly (readonly string[])[], length: number) => {
          const data = new Float32Array(lists.length * length);
          for (const [row, list] of lists.entries()) data.fill(1, row * length, row * length + list.length);
          return new Tensor('float32', data, [lists.length, length, 1]);
        };
        const passages = inputs.map(({ passageWords }) => passageWords);
        const questions = inputs.map(({ questionWords }) => questionWords);
        const { spans, absent } = await session.run({
          passage: rows(passages, words),
          passage_features: features(
            inputs.map(({ passageFeatures }) => passageFeatures),
            words,
            PASSAGE_FEATURES,
          ),
          passage_mask: mask(passages, words),
          question: rows(questions, asked),
          question_features: features(
            inputs.map(({ questionFeatures }) => questionFeatures),
            asked,
            QUESTION_FEATURES,
          ),
          question_mask: mask(questions, asked),
          expected: new Tensor(
            'float32',
            Float32Array.from(inputs.flatMap(({ expected }) => [...expected])),
            [inputs.length, answerTypes.length],
          ),
        });
        const logits = spans?.data as Float32Array;
        const absences = absent?.data as Float32Array;
        return inputs.map(({ passageWords }, row) =>
          createReading({
            spans: logits.subarray(row * words * words, (row + 1) * words * words),
            width: words,
            words: passageWords.length,
            absent: absences[row] ?? 0,
          }),
        );
      },
      close: () => (closed ??= session.release()),
    };
  }
}

async function open(path: string): Promise<InferenceSession> {
  try {
    // A sentence is too small to share between threads: one is faster than two.
    return await InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  } catch (cause) {
    throw unusable(path, cause);
  }
}

const unusable = (path: string, cause: unknown) =>
  new KnowledgeError(
    `${path}: the reader can't be used (${errorReason(cause)}). Restore it from the repository.`,
    { cause },
  );

/** One word asked of one word: shows whether the model takes what it will be given. */
function probe(): ReaderInput {
  return {
    passageWords: ['كلمه'],
    passageFeatures: new Float32Array(PASSAGE_FEATURES),
    questionWords: ['ما'],
    questionFeatures: new Float32Array(QUESTION_FEATURES),
    expected: new Float32Array(answerTypes.length),
  };
}
