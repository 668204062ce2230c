import { describe, expect, test } from 'vitest';
import type { ArticleFilter } from '../../src/answering/article-catalogue.ts';
import { archive } from '../support/archive.ts';
import { catalogueOf } from '../support/catalogue.ts';

const catalogue = catalogueOf(archive);

describe('articles', () => {
  test.each([
    ['النخيل', 'bridge-rebuilt bridge-inquiry bridge-collapse'],
    ['جسور', 'bridge-rebuilt bridge-inquiry bridge-collapse'],
    ['سبتمبر', 'museum-prize bridge-inquiry bridge-collapse'],
    ['أيلول ٢٠٢٢', 'museum-prize bridge-inquiry bridge-collapse'],
    ['مقالات الجزيرة في سبتمبر', 'museum-prize bridge-collapse'],
    ['المدار', 'bridge-inquiry museum-opening'],
    ['صحيفة المدار 2021', 'museum-opening'],
    ['20 مايو 2021', 'museum-opening'],
    ['في عام 2022', 'bridge-rebuilt museum-prize bridge-inquiry bridge-collapse'],
    ['متحف', 'museum-prize museum-opening'],
    ['نهر الرمل', 'notes'],
    ['سمك', ''],
    ['متحف النخيل', ''],
    ['في', ''],
    ['؟', ''],
  ])('are found by «%s», newest first', (query, ids) => {
    expect(catalogue.find(query).join(' ')).toBe(ids);
  });

  test.each<[ArticleFilter, string]>([
    [{}, archive.map(({ id }) => id).join(' ')],
    [{ publisher: 'الجزيرة' }, 'bridge-collapse bridge-rebuilt museum-prize'],
    [
      { publisher: 'الجزيرة', published: { from: '2022-09-01', to: '2022-09-30' } },
      'bridge-collapse museum-prize',
    ],
    [{ title: 'انهيار جسر' }, 'bridge-collapse bridge-inquiry'],
    [{ title: 'جسر انهيار' }, ''],
    [{ published: { from: '05-01', to: '05-31' } }, 'museum-opening'],
    [{ publisher: 'غيرها' }, ''],
  ])('of %o, in reading order', (filter, ids) => {
    expect(
      catalogue
        .filter(filter)
        .map(({ id }) => id)
        .join(' '),
    ).toBe(ids);
  });
});
