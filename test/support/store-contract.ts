import { describe, expect, it, onTestFinished } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { splitPassages } from '../../src/corpus/split-passages.ts';
import { buildBm25, type WeightedTerm } from '../../src/indexing/bm25.ts';
import { collectOutlines } from '../../src/indexing/outlines.ts';
import { createParagraphSearch } from '../../src/indexing/paragraph-search.ts';
import type { PassageStore } from '../../src/indexing/passage-store.ts';
import { passageTerms } from '../../src/indexing/passage-terms.ts';
import { articleOf, letterEmbedder, plainAnalyser } from './index-fixture.ts';

export const storedEmbedder = letterEmbedder({ dimension: 64 });
export const storedAnalyser = plainAnalyser();

const NOUNS = [
  'معرض',
  'وزير',
  'مدينة',
  'مدرسة',
  'مباراة',
  'جسر',
  'طبيب',
  'نهر',
  'قمة',
  'رئيس',
  'مطر',
  'كتاب',
];
const VERBS = ['افتتح', 'زار', 'أغلق', 'شاهد', 'أعلن', 'وصل'];

/** Articles of different lengths, some with a paragraph of several sentences. */
function archive(): Article[] {
  const word = (list: readonly string[], number: number) => list[number % list.length] as string;
  const sentence = (number: number) =>
    `${word(VERBS, number)} ${word(NOUNS, number * 5)} ${word(NOUNS, number * 7 + 3)} رقم ${number}.`;
  return Array.from({ length: 12 }, (_, article) => {
    const sentences = Array.from({ length: 3 + (article % 4) * 3 }, (_, at) => sentence(article * 13 + at));
    const paragraphs = [sentences.slice(0, 2).join(' '), ...sentences.slice(2)];
    return {
      ...articleOf(`article-${String(article).padStart(2, '0')}`, ...paragraphs),
      publisher: article % 2 === 0 ? 'الصحيفة' : 'الوكالة',
      published: `2022-09-${String(article + 1).padStart(2, '0')}`,
    };
  });
}

export interface StoreUnderTest {
  readonly store: PassageStore;
  readonly close: () => Promise<void>;
}

/**
 * What every {@link PassageStore} keeps to, whatever it is kept in. What it finds is compared with looking at every
 * passage.
 *
 * @param open puts articles, embedded by `storedEmbedder` and taken apart by `storedAnalyser`, into a store
 */
export function storeContract(
  name: string,
  open: (articles: readonly Article[]) => Promise<StoreUnderTest>,
): void {
  const articles = archive();
  const passages = articles.flatMap(splitPassages);
  const bm25 = buildBm25(passages.map(({ text }) => passageTerms(text)));
  const weighted = (text: string): WeightedTerm[] =>
    passageTerms(text).map((term) => ({ term, weight: bm25.rarity(term) }));
  const opened = async (of: readonly Article[] = articles) => {
    const { store, close } = await open(of);
    onTestFinished(close);
    return store;
  };
  const query = weighted('متى زار الوزير معرض الكتاب رقم 17');
  const some = [
    { first: 3, end: 9 },
    { first: 30, end: 52 },
  ];
  const inSome = (position: number) => some.some(({ first, end }) => first <= position && position < end);
  const rounded = (hits: readonly { passage: number; score: number }[]) =>
    hits.map(({ passage, score }) => ({ passage, score: Number(score.toFixed(3)) }));

  describe(name, () => {
    it('describes itself and its articles', async () => {
      const store = await opened();
      expect(store.description.corpus).toMatchObject({
        articles: articles.length,
        passages: passages.length,
      });
      expect(store.description.model).toMatchObject({
        name: storedEmbedder.model,
        dimension: storedEmbedder.dimension,
      });
      expect([...store.articles.keys()]).toEqual(articles.map(({ id }) => id));
      const { body: _, ...summary } = articles[4] as Article;
      const first = passages.findIndex(({ article }) => article === summary.id);
      const end = passages.findLastIndex(({ article }) => article === summary.id) + 1;
      expect(store.articles.get(summary.id)).toEqual({ ...summary, first, end });
    });

    it('hands out articles with their texts', async () => {
      const store = await opened();
      expect(await store.readArticle('article-04')).toEqual(articles[4]);
      expect(await store.readArticle('nowhere')).toBeUndefined();
    });

    it('knows in how many passages a stem occurs', async () => {
      const { terms } = await opened();
      expect(terms.documents).toBe(passages.length);
      for (const term of [...passageTerms(NOUNS.join(' ')), 'لاشيء', '', "'; --"])
        expect(terms.documentFrequency(term)).toBe(bm25.documentFrequency(term));
    });

    it('finds the best passages by terms', async () => {
      const store = await opened();
      const found = await store.searchTerms(query, { count: 12 });
      expect(rounded(found)).toEqual(rounded(bm25.searchWeighted(query, 12)));
      expect(await store.searchTerms([], { count: 5 })).toEqual([]);
      expect(await store.searchTerms(weighted('كلمةغريبة'), { count: 5 })).toEqual([]);
    });

    it('finds them in a part only, where that is asked', async () => {
      const store = await opened();
      const found = await store.searchTerms(query, { count: 7, within: some });
      expect(rounded(found)).toEqual(rounded(bm25.searchWeighted(query, 7, inSome)));
      expect(found.length).toBeGreaterThan(0);
    });

    it('finds the best paragraphs', async () => {
      const store = await opened();
      const search = createParagraphSearch({ passages, terms: bm25 });
      expect(await store.searchParagraphs(query, { count: 5 })).toEqual(search(query, 5));
      expect(await store.searchParagraphs(query, { count: 5, within: some })).toEqual(
        search(query, 5, inSome),
      );
    });

    it('finds the nearest passages', async () => {
      const store = await opened();
      const [vector = new Float32Array()] = await storedEmbedder.embed([passages[20]?.text ?? ''], 'query');
      const all = await storedEmbedder.embed(
        passages.map(({ text }) => text),
        'passage',
      );
      const exact = all
        .map((other, passage) => ({ passage, score: dot(vector, other) }))
        .sort((left, right) => right.score - left.score);
      const scores = (hits: readonly { score: number }[]) => hits.map(({ score }) => score);
      // A store may keep vectors as bytes.
      const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 2));
      const found = await store.nearest(vector, { count: 8 });
      expect(scores(found)).toEqual(close(scores(exact.slice(0, 8))));
      expect(found[0]?.score).toBeCloseTo(1, 3);
      const part = await store.nearest(vector, { count: 8, within: some });
      const exactPart = exact.filter(({ passage }) => inSome(passage));
      expect(scores(part)).toEqual(close(scores(exactPart.slice(0, 8))));
      expect(part.every(({ passage }) => inSome(passage))).toBe(true);
    });

    it('knows which passages stand beside one in its article', async () => {
      const store = await opened();
      const sameArticle = (one: number, other: number) => passages[one]?.article === passages[other]?.article;
      for (const position of passages.keys()) {
        const beside = [position - 1, position + 1].filter(
          (other) => passages[other] !== undefined && sameArticle(position, other),
        );
        expect(store.neighboursOf(position)).toEqual(beside);
      }
    });

    it('shows passages as they are, with those around them', async () => {
      const store = await opened();
      const outlines = collectOutlines(passages.map(({ text }) => storedAnalyser.analyse(text)));
      const asked = [25, 3, 24, 60];
      const window = await store.read(asked, { reach: 2 });
      expect(window.places).toHaveLength(asked.length);
      for (const [at, place] of window.places.entries()) {
        const position = asked[at] as number;
        for (let offset = -2; offset <= 2; offset++) {
          const passage = passages[position + offset];
          const shown = window.passageAt(place + offset);
          if (passage?.article === passages[position]?.article) {
            expect(shown).toEqual(passage);
            expect(wordsAt(window.outlines, place + offset)).toEqual(wordsAt(outlines, position + offset));
          } else {
            expect(shown?.article).not.toBe(passages[position]?.article);
          }
        }
        const [vector = new Float32Array()] = await storedEmbedder.embed(
          [passages[position]?.text ?? ''],
          'passage',
        );
        expect(window.similaritiesTo(vector)(place)).toBeCloseTo(1, 3);
      }
    });

    it('holds a single sentence as well', async () => {
      const store = await opened([articleOf('one', 'جملة واحدة.')]);
      expect(store.terms.documents).toBe(1);
      const { passageAt, places } = await store.read([0], { reach: 4 });
      expect(passageAt(places[0] ?? -1)?.text).toBe('جملة واحدة.');
    });
  });
}

function dot(first: Float32Array, second: Float32Array): number {
  return first.reduce((sum, value, index) => sum + value * (second[index] ?? 0), 0);
}

function wordsAt(
  { texts, wordTexts, wordOffsets, words }: ReturnType<typeof collectOutlines>,
  place: number,
) {
  return [...words.subarray(wordOffsets[place], wordOffsets[place + 1])].map(
    (word) => texts[wordTexts[word] ?? -1],
  );
}
