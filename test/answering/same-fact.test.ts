import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareBy, isSameFact } from '../../src/answering/same-fact.ts';
import { lexicon } from '../retrieval/knowledge.ts';
import { DIFFERENT, SAME } from './same-fact-pairs.ts';

const isSame = (one: string, other: string) =>
  isSameFact(compareBy(one, lexicon), compareBy(other, lexicon), lexicon);

/** Told in another order, or with other names besides: not taken for the same, to be on the safe side. */
const LEFT_APART = ['وصل 300 عامل إغاثة إلى المنطقة المنكوبة.', 'ولدت الكاتبة في بيروت عام 1950.'];

test.each(SAME.filter(([one]) => !LEFT_APART.includes(one)))('«%s» says what «%s» says', (one, other) => {
  expect(isSame(one, other)).toBe(true);
  expect(isSame(other, one)).toBe(true);
});

test.each(DIFFERENT)('«%s» does not say what «%s» says', (one, other) => {
  expect(isSame(one, other)).toBe(false);
  expect(isSame(other, one)).toBe(false);
});

test('whatever a sentence says, another number in it is another fact', () => {
  const words = fc.array(fc.constantFrom(...SAME.flatMap(([one]) => one.split(' '))), {
    minLength: 4,
    maxLength: 20,
  });
  fc.assert(
    fc.property(
      words,
      fc.integer({ min: 2, max: 9999 }),
      fc.integer({ min: 1, max: 999 }),
      (said, number, more) => {
        const telling = (count: number) => `${said.join(' ')} وبلغ العدد ${count} شخصا.`;
        expect(isSame(telling(number), telling(number))).toBe(true);
        expect(isSame(telling(number), telling(number + more))).toBe(false);
      },
    ),
  );
});
