import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBm25, readBm25 } from '../../src/indexing/bm25.ts';
import { DamagedTermsError } from '../../src/indexing/damaged-terms-error.ts';

const documents = [['قمة', 'سمرقند', 'قمة'], ['رئيس', 'روسيا'], [], ['رئيس', 'صين', 'قمة', 'عام', 'يوم']];
const corpora = fc.array(fc.array(fc.constantFrom('ا', 'ب', 'ت', 'ث', 'ج', 'ح'), { maxLength: 8 }), {
  maxLength: 12,
});

/** The formula, written out for one document and one term. */
function expectedScore(all: readonly (readonly string[])[], document: number, term: string): number {
  const holding = all.filter((terms) => terms.includes(term)).length;
  const frequency = all[document]?.filter((each) => each === term).length ?? 0;
  const meanLength = all.flat().length / all.length;
  const rarity = Math.log(1 + (all.length - holding + 0.5) / (holding + 0.5));
  const norm = 1.2 * (1 - 0.75 + (0.75 * (all[document]?.length ?? 0)) / meanLength);
  return (rarity * frequency * 2.2) / (frequency + norm);
}

describe('BM25', () => {
  it('scores by the formula', () => {
    fc.assert(
      fc.property(
        corpora,
        fc.uniqueArray(fc.constantFrom('ا', 'ب', 'ت', 'ي'), { minLength: 1 }),
        (all, query) => {
          for (const { passage, score } of buildBm25(all).search(query, 100)) {
            const expected = query.reduce((sum, term) => sum + expectedScore(all, passage, term), 0);
            expect(score).toBeCloseTo(expected, 4);
          }
        },
      ),
    );
  });

  it('finds every document that shares a term, best first, and no other', () => {
    fc.assert(
      fc.property(corpora, fc.array(fc.constantFrom('ا', 'ب', 'ي')), (all, query) => {
        const hits = buildBm25(all).search(query, 100);
        const sharing = [...all.keys()].filter((index) =>
          all[index]?.some((term) => query.some((each) => each === term)),
        );
        expect(hits.map(({ passage }) => passage).sort((a, b) => a - b)).toEqual(sharing);
        for (const [index, { score }] of hits.entries()) {
          expect(score).toBeLessThanOrEqual(hits[index - 1]?.score ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });

  it('keeps the best of many, as a longer list would begin', () => {
    fc.assert(
      fc.property(corpora, fc.nat(12), (all, count) => {
        const index = buildBm25(all);
        expect(index.search(['ا', 'ب'], count)).toEqual(index.search(['ا', 'ب'], 100).slice(0, count));
      }),
    );
  });

  it('counts documents, not occurrences', () => {
    const index = buildBm25(documents);
    expect(index.documentFrequency('قمة')).toBe(2);
    expect(index.documentFrequency('غائب')).toBe(0);
    expect(index.documents).toBe(4);
  });

  it('gives the same scores when searched again', () => {
    const index = buildBm25(documents);
    const first = index.search(['رئيس', 'قمة'], 10);
    expect(index.search(['رئيس', 'قمة'], 10)).toEqual(first);
  });

  it('scales a term by the weight given for it', () => {
    const index = buildBm25(documents);
    const [single] = index.searchWeighted([{ term: 'سمرقند', weight: 1 }], 1);
    const [double] = index.searchWeighted([{ term: 'سمرقند', weight: 2 }], 1);
    expect(double?.score).toBeCloseTo(2 * (single?.score ?? 0), 6);
  });
});

describe('a stored BM25 index', () => {
  it('answers as the one it was written from', () => {
    fc.assert(
      fc.property(corpora, (all) => {
        const built = buildBm25(all);
        const read = readBm25(built.serialise());
        expect(read.search(['ا', 'ت', 'ح'], 100)).toEqual(built.search(['ا', 'ت', 'ح'], 100));
        expect(read.documents).toBe(built.documents);
      }),
    );
  });

  it('is read from the middle of a larger buffer', () => {
    const bytes = buildBm25(documents).serialise();
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 3);
    const read = readBm25(larger.subarray(3, 3 + bytes.length));
    expect(read.search(['قمة'], 5)).toEqual(buildBm25(documents).search(['قمة'], 5));
  });

  it('is refused when truncated or lengthened', () => {
    const bytes = buildBm25(documents).serialise();
    for (let length = 0; length < bytes.length; length++) {
      expect(() => readBm25(bytes.subarray(0, length))).toThrow(DamagedTermsError);
    }
    expect(() => readBm25(Uint8Array.of(...bytes, 0))).toThrow(DamagedTermsError);
  });

  it('is refused or harmless whatever byte is changed', () => {
    const bytes = buildBm25(documents).serialise();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        try {
          for (const { passage, score } of readBm25(changed).search(['قمة', 'رئيس', 'يوم'], 10)) {
            expect(passage).toBeLessThan(documents.length);
            expect(Number.isFinite(score)).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedTermsError);
        }
      }),
    );
  });

  it.each([
    ['a foreign mark', 0, 0xff],
    ['another version', 4, 9],
    ['too many documents', 8, 200],
  ])('is refused for %s', (_, at, value) => {
    const bytes = buildBm25(documents).serialise();
    bytes[at] = value;
    expect(() => readBm25(bytes)).toThrow(DamagedTermsError);
  });
});

describe('neighbouring documents put together', () => {
  const word = fc.constantFrom(...'قمة منظمة رئيس دولة لقاء'.split(' '));
  const groups = fc.array(fc.array(fc.array(word, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 8,
  });

  it('are found as if they had been one document from the start', () => {
    fc.assert(
      fc.property(groups, fc.array(word, { minLength: 1, maxLength: 3 }), (paragraphs, query) => {
        const groupOf = Uint32Array.from(
          paragraphs.flatMap((documents, group) => documents.map(() => group)),
        );
        const grouped = buildBm25(paragraphs.flat()).grouped(groupOf);
        const whole = buildBm25(paragraphs.map((documents) => documents.flat()));
        expect(grouped.documents).toBe(whole.documents);
        expect(grouped.search(query, 10)).toEqual(whole.search(query, 10));
      }),
    );
  });
});
