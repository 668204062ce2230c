import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { readKnowledge, unusable } from '../read-knowledge.ts';
import { PASSAGE_HINTS, QUESTION_HINTS, type ReaderInput } from './reader-input.ts';
import { HINTS, type ReaderSequence, readerSequence } from './reader-sequence.ts';
import { createReading, type Reading } from './reading.ts';
import { loadWordPieces, type WordPieces } from './word-pieces.ts';

/** Reads passages for the words that answer a question. */
export interface Reader {
  /** One reading for each input, in their order. */
  read(inputs: readonly ReaderInput[]): Promise<Reading[]>;
  /** Frees what the runtime holds. Safe to call twice. */
  close(): Promise<void>;
}

export interface LoadReaderOptions {
  /** The model's folder, which holds the tokenizer. */
  readonly folder: string;
  /** The ONNX file; the folder's own where left out. */
  readonly path?: string;
}

const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids', 'hints'];
const OUTPUTS = ['start_logits', 'end_logits'];

/**
 * Opens a reader that `training/encoder` exported: a question-answering model that also takes hints.
 *
 * @throws {KnowledgeError} naming the file that is missing, damaged or doesn't fit the others.
 */
export async function loadReader({
  folder,
  path = join(folder, 'onnx', 'model_quantized.onnx'),
}: LoadReaderOptions): Promise<Reader> {
  const pieces = await loadWordPieces(folder);
  await readKnowledge(join(folder, 'config.json'), (json) => {
    const { vocab_size } = z.looseObject({ vocab_size: z.number() }).parse(json);
    if (vocab_size !== pieces.size)
      throw new Error(`it is of a model with ${vocab_size} pieces, and tokenizer.json has ${pieces.size}`);
  });
  // A sentence is too small to share between threads: one is faster than two.
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 }).catch(
    (cause: unknown) => {
      throw unusable(path, cause);
    },
  );
  try {
    requireNames('inputs', session.inputNames, INPUTS);
    requireNames('outputs', session.outputNames, OUTPUTS);
    const reader = createReader(session, pieces);
    const [reading] = await reader.read([probe()]);
    if (!Number.isFinite(reading?.here)) throw new Error('it gives no finite numbers');
    return reader;
  } catch (cause) {
    await session.release();
    throw unusable(path, cause);
  }
}

function requireNames(what: string, given: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.filter((name) => !given.includes(name));
  if (missing.length > 0) throw new Error(`its ${what} lack ${missing.join(', ')}`);
}

function createReader(session: InferenceSession, pieces: WordPieces): Reader {
  let closed: Promise<void> | undefined;
  return {
    async read(inputs) {
      const readings: Reading[] = [];
      // One by one: together they would take as long, and as many tokens each as the longest has.
      for (const input of inputs) {
        const sequence = readerSequence(input, pieces);
        const { start_logits, end_logits } = await session.run(tensorsOf(sequence));
        readings.push(readingOf(sequence, start_logits?.data, end_logits?.data));
      }
      return readings;
    },
    close: () => (closed ??= session.release()),
  };
}

function tensorsOf({ ids, asked, writeHints }: ReaderSequence): Record<string, Tensor> {
  const tokens = ids.length;
  const hints = new Float32Array(tokens * HINTS);
  writeHints(hints);
  const kinds = new BigInt64Array(tokens).fill(1n, asked);
  const shape = [1, tokens];
  return {
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(tokens).fill(1n), shape),
    token_type_ids: new Tensor('int64', kinds, shape),
    hints: new Tensor('float32', hints, [...shape, HINTS]),
  };
}

function readingOf({ firsts, lasts }: ReaderSequence, starts: unknown, stops: unknown): Reading {
  const [begins, ends] = [starts as Float32Array, stops as Float32Array];
  return createReading({
    begins: Float32Array.from(firsts, (token) => begins[token] ?? 0),
    ends: Float32Array.from(lasts, (token) => ends[token] ?? 0),
    absent: (begins[0] ?? 0) + (ends[0] ?? 0),
  });
}

/** One word asked of one word: shows whether the model takes what it will be given. */
function probe(): ReaderInput {
  return {
    passageWords: ['كلمه'],
    passageMarks: [''],
    passageHints: new Float32Array(PASSAGE_HINTS),
    questionWords: ['ما'],
    questionHints: new Float32Array(QUESTION_HINTS),
  };
}
