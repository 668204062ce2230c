import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReaderInput } from '../../src/retrieval/reader/reader-input.ts';

/** What an example teaches: where the answer is, in words; -1 where the passage holds none. */
export interface ReaderExample {
  readonly input: ReaderInput;
  readonly first: number;
  readonly last: number;
  /** The question it belongs to, counted from 0. */
  readonly question: number;
  readonly set: number;
  readonly fold: number;
}

/** Writes examples as flat arrays, one file each, that Python reads with `numpy.fromfile`. */
export function createExampleFiles(directory: string) {
  mkdirSync(directory, { recursive: true });
  const streams = new Map<string, ReturnType<typeof createWriteStream>>();
  const vocabulary = new Map<string, number>();
  let count = 0;
  const write = (name: string, values: Int8Array | Uint8Array | Int16Array | Int32Array) => {
    let stream = streams.get(name);
    if (stream === undefined) {
      stream = createWriteStream(join(directory, name));
      streams.set(name, stream);
    }
    stream.write(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  };
  const idsOf = (words: readonly string[]) =>
    Int32Array.from(words, (word) => {
      const id = vocabulary.get(word) ?? vocabulary.size;
      vocabulary.set(word, id);
      return id;
    });
  const bytes = (hints: Float32Array) =>
    Int8Array.from(hints, (value) => Math.min(127, Math.round(100 * value)));
  return {
    add({ input, first, last, question, set, fold }: ReaderExample) {
      count += 1;
      write('lengths.u8', Uint8Array.of(input.passageWords.length, input.questionWords.length));
      write('passage-words.i32', idsOf(input.passageWords));
      write('passage-marks.i32', idsOf(input.passageMarks));
      write('question-words.i32', idsOf(input.questionWords));
      write('passage-hints.i8', bytes(input.passageHints));
      write('question-hints.i8', bytes(input.questionHints));
      write('labels.i32', Int32Array.of(first, last, question, set, fold));
    },
    get count() {
      return count;
    },
    async finish() {
      writeFileSync(join(directory, 'words.txt'), [...vocabulary.keys()].join('\n'));
      await Promise.all([...streams.values()].map((stream) => new Promise((done) => stream.end(done))));
    },
  };
}
