import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectPostings } from '../../src/indexing/postings.ts';
import { createPostingsSearch } from '../../src/indexing/postings-search.ts';

const TERMS = 12;

/** Documents of numbered terms, low numbers far more often than high ones, as words are. */
const corpora = fc.array(
  fc.array(
    fc.integer({ min: 0, max: TERMS * TERMS - 1 }).map((number) => `term-${Math.floor(Math.sqrt(number))}`),
    { maxLength: 6 },
  ),
  { minLength: 1, maxLength: 150 },
);
const queries = fc.uniqueArray(
  fc.record({ term: fc.nat(TERMS - 1), weight: fc.double({ min: 0.01, max: 8, noNaN: true }) }),
  {
    selector: ({ term }) => term,
    maxLength: 8,
  },
);

test('finds what going through all postings finds, however few documents are looked at', () => {
  fc.assert(
    fc.property(
      corpora,
      queries,
      fc.nat(10),
      fc.option(fc.nat(3), { nil: undefined }),
      (documents, query, count, remainder) => {
        const postings = collectPostings(documents);
        const impacts = Float32Array.from(
          postings.frequencies,
          (frequency, at) => frequency / (1 + (at % 7)),
        );
        const accepts =
          remainder === undefined ? undefined : (document: number) => document % 4 === remainder;
        const weights = new Map(
          query.flatMap(({ term, weight }): [number, number][] => {
            const number = postings.terms.indexOf(`term-${term}`);
            return number < 0 ? [] : [[number, weight]];
          }),
        );
        const scores = new Map<number, number>();
        for (const [term, weight] of weights) {
          for (let at = postings.offsets[term] ?? 0; at < (postings.offsets[term + 1] ?? 0); at++) {
            const document = postings.documents[at] ?? 0;
            if (accepts?.(document) === false) continue;
            scores.set(document, (scores.get(document) ?? 0) + weight * (impacts[at] ?? 0));
          }
        }
        const expected = [...scores.values()].sort((left, right) => right - left).slice(0, count);
        const search = createPostingsSearch(postings, impacts);
        for (let round = 0; round < 2; round += 1) {
          const hits = search(weights, count, accepts);
          expect(hits.map(({ score }) => score)).toEqual(expected.map((score) => expect.closeTo(score, 6)));
          for (const { passage, score } of hits) expect(scores.get(passage)).toBeCloseTo(score, 6);
          expect(new Set(hits.map(({ passage }) => passage)).size).toBe(hits.length);
        }
      },
    ),
    { numRuns: 500 },
  );
});
