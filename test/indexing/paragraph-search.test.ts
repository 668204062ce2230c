import { expect, test } from 'vitest';
import { splitPassages } from '../../src/corpus/split-passages.ts';
import { buildBm25 } from '../../src/indexing/bm25.ts';
import { createParagraphSearch } from '../../src/indexing/paragraph-search.ts';
import { passageTerms } from '../../src/indexing/passage-terms.ts';

const article = (id: string, ...paragraphs: string[]) => ({
  id,
  title: id,
  language: 'ar',
  body: paragraphs.join('\n'),
});

test('finds the paragraph that holds together what its sentences hold apart', () => {
  const articles = [
    article('fair', 'افتتح المعرض اليوم. وحضر الوزير الحفل.', 'زار الوزير المدينة. ونام فيها.'),
    article('match', 'بدأت المباراة. وحضر الجمهور.'),
  ];
  const passages = articles.flatMap(splitPassages);
  const terms = buildBm25(passages.map(({ text }) => passageTerms(text)));
  const query = passageTerms('المعرض الوزير').map((term) => ({ term, weight: terms.rarity(term) }));
  const [best, ...others] = createParagraphSearch({ passages, terms })(query, 5);
  expect(passages.slice(best?.first, best?.end).map(({ text }) => text)).toEqual([
    'افتتح المعرض اليوم.',
    'وحضر الوزير الحفل.',
  ]);
  expect(others).toHaveLength(1);
});

test('finds nothing in nothing', () => {
  expect(createParagraphSearch({ passages: [], terms: buildBm25([]) })([], 3)).toEqual([]);
});
