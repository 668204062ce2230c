import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DamagedOutlinesError } from '../../src/indexing/damaged-outlines-error.ts';
import { collectOutlines } from '../../src/indexing/outlines.ts';
import { decodeOutlines, encodeOutlines } from '../../src/indexing/outlines-codec.ts';
import type { PassageOutline } from '../../src/indexing/passage-analyser.ts';

const word = fc.string({ unit: fc.constantFrom('ا', 'ب', 'ت', 'س'), minLength: 1, maxLength: 4 });
const share = fc.constantFrom(1, 0.6, 0.45, 1 / 3);

const outline: fc.Arbitrary<PassageOutline> = fc
  .array(
    word.map((folded) => ({ folded, stem: folded.slice(0, 2), isFunction: folded.length === 1 })),
    { minLength: 1, maxLength: 8 },
  )
  .chain((words) => {
    const position = fc.nat({ max: words.length - 1 });
    const span = fc
      .tuple(fc.constantFrom('date', 'number'), position, position, share)
      .map(([type, one, other, strength]) => ({
        type,
        first: Math.min(one, other),
        last: Math.max(one, other),
        strength,
      }));
    return fc.record({
      words: fc.constant(words),
      keys: fc.array(fc.tuple(word, fc.record({ position, weight: share }))).map((keys) => new Map(keys)),
      spans: fc.array(span, { maxLength: 4 }),
      continues: fc.boolean(),
    });
  });

test('what is written is read back, wherever its bytes lie', () => {
  fc.assert(
    fc.property(fc.array(outline, { maxLength: 5 }), fc.nat({ max: 9 }), (passages, shift) => {
      const outlines = collectOutlines(passages);
      const bytes = encodeOutlines(outlines);
      const moved = new Uint8Array(bytes.length + shift).subarray(shift);
      moved.set(bytes);
      expect(decodeOutlines(moved)).toEqual(outlines);
    }),
  );
});

test('the arrays say what the outlines said', () => {
  fc.assert(
    fc.property(fc.array(outline, { maxLength: 5 }), (passages) => {
      const { texts, kinds, weights, ...columns } = collectOutlines(passages);
      const range = (offsets: Uint32Array, passage: number) =>
        Array.from(
          { length: (offsets[passage + 1] ?? 0) - (offsets[passage] ?? 0) },
          (_, index) => (offsets[passage] ?? 0) + index,
        );
      const read = passages.map((_, passage) => ({
        words: range(columns.wordOffsets, passage).map((at) => {
          const place = columns.words[at] ?? -1;
          return {
            folded: texts[columns.wordTexts[place] ?? -1],
            stem: texts[columns.wordStems[place] ?? -1],
            isFunction: columns.isFunction[place] === 1,
          };
        }),
        keys: new Map(
          range(columns.keyOffsets, passage).map((at) => [
            texts[columns.keys[at] ?? -1],
            { position: columns.keyPositions[at], weight: weights[columns.keyWeights[at] ?? -1] },
          ]),
        ),
        spans: range(columns.spanOffsets, passage).map((at) => ({
          type: kinds[columns.spanKinds[at] ?? -1],
          first: columns.spanFirsts[at],
          last: columns.spanLasts[at],
          strength: weights[columns.spanStrengths[at] ?? -1],
        })),
        continues: columns.continues[passage] === 1,
      }));
      expect(read).toEqual(passages);
    }),
  );
});

test('a position that no array can hold is refused, and so is a key of two lines', () => {
  const words = [{ folded: 'ا', stem: 'ا', isFunction: false }];
  const passage = { words, spans: [], continues: false };
  const far = new Map([['ا', { position: 70_000, weight: 1 }]]);
  expect(() => collectOutlines([{ ...passage, keys: far }])).toThrow(RangeError);
  const broken = new Map([['ا\nب', { position: 0, weight: 1 }]]);
  expect(() => encodeOutlines(collectOutlines([{ ...passage, keys: broken }]))).toThrow(RangeError);
});

describe('damaged bytes', () => {
  const sound = () =>
    encodeOutlines(
      collectOutlines([
        {
          words: [{ folded: 'قمه', stem: 'قم', isFunction: false }],
          keys: new Map([['قم', { position: 0, weight: 1 }]]),
          spans: [{ type: 'place', first: 0, last: 0, strength: 0.6 }],
          continues: false,
        },
      ]),
    );

  test('of any one byte are refused, or read as outlines that fit together', () => {
    const bytes = sound();
    let refused = 0;
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      try {
        const { keys, texts, words, wordTexts } = decodeOutlines(damaged);
        expect(Math.max(...keys)).toBeLessThan(texts.length);
        expect(Math.max(...words)).toBeLessThan(wordTexts.length);
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedOutlinesError);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(bytes.length / 4);
  });

  test('cut short are refused', () => {
    const bytes = sound();
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeOutlines(bytes.subarray(0, length))).toThrow(DamagedOutlinesError);
  });
});
