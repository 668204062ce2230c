import { expect, test } from 'vitest';
import { groupFacts } from '../../src/answering/group-facts.ts';
import type { RankedPassage } from '../../src/retrieval/ranked-passage.ts';
import { lexicon } from '../retrieval/knowledge.ts';

const articles = new Map([
  ['old', { published: '2021-01-01' }],
  ['new', { published: '2022-01-01' }],
  ['newest', { published: '2023-01-01' }],
  ['undated', {}],
]);

const ranked = (article: string, text: string, score: number): RankedPassage => ({
  passage: { article, sentence: 1, paragraph: 1, start: 0, end: text.length, text },
  score,
  matches: () => [],
});

const FACT = 'يضم المتحف ثلاثة آلاف قطعة أثرية.';
const SAME_FACT = 'ويضم المتحف 3000 قطعة أثرية نادرة.';
const OTHER_FACT = 'صممت المعمارية هالة درويش المتحف.';

const group = (all: readonly RankedPassage[], mayLead = (_: RankedPassage) => true) =>
  groupFacts({ ranked: all, count: 3, articles, lexicon, mayLead, leastOdds: 0.2 }).map(
    ({ passage, alsoIn }) => [passage.passage.article, ...alsoIn.map((each) => each.passage.article)],
  );

test('what several articles say is cited once, from the newest, and the others newest first', () => {
  const all = ['undated', 'old', 'newest', 'new'].map((article, at) => ranked(article, FACT, 5 - at / 10));
  expect(group(all)).toEqual([['newest', 'new', 'old', 'undated']]);
});

test('other wordings are the same fact, other facts and other numbers are not', () => {
  const all = [
    ranked('old', FACT, 5),
    ranked('new', OTHER_FACT, 4.9),
    ranked('new', SAME_FACT, 4.8),
    ranked('newest', FACT.replace('ثلاثة', 'أربعة'), 4.7),
  ];
  expect(group(all)).toEqual([['new', 'old'], ['new'], ['newest']]);
});

test('a newer sentence that answers far less surely is only mentioned', () => {
  expect(group([ranked('old', FACT, 5), ranked('new', FACT, 3)])).toEqual([['old', 'new']]);
});

test('so is one that does not hold the short answer', () => {
  const all = [ranked('old', FACT, 5), ranked('new', SAME_FACT, 5)];
  expect(group(all, () => false)).toEqual([['old', 'new']]);
});

test('a sentence that an article repeats is not another article', () => {
  expect(group([ranked('old', FACT, 5), ranked('old', FACT, 4.9)])).toEqual([['old'], ['old']]);
});

test('what is far less likely than the best is not cited', () => {
  expect(group([ranked('old', FACT, 5), ranked('new', OTHER_FACT, 3)])).toEqual([['old']]);
  expect(group([])).toEqual([]);
});
