import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { splitPassages } from '../../src/corpus/split-passages.ts';
import { buildBm25 } from '../../src/indexing/bm25.ts';
import { collectOutlines } from '../../src/indexing/outlines.ts';
import { createParagraphSearch } from '../../src/indexing/paragraph-search.ts';
import { passageTerms } from '../../src/indexing/passage-terms.ts';
import type { RankableCorpus } from '../../src/retrieval/corpus-view.ts';
import { featureNames } from '../../src/retrieval/features/feature-vector.ts';
import { analysePassage } from '../../src/retrieval/passage-analysis.ts';
import { createRanker } from '../../src/retrieval/ranker.ts';
import { loadReader } from '../../src/retrieval/reader/load-reader.ts';
import { readWeights } from '../../src/retrieval/weights.ts';
import { background, letterEmbedder, lexicon } from './knowledge.ts';

const weights = readWeights(
  JSON.parse(readFileSync('models/isnad-ar-ranker/isnad-ar-contextual/weights.json', 'utf8')),
);
const reader = await loadReader({ folder: 'models/isnad-ar-reader' });
const ranker = createRanker({ weights, lexicon, background, embedder: letterEmbedder, reader });

const body = [
  'افتتح الوزير سالم المري معرض الكتاب في مدينة العين يوم الخميس 12 مارس/آذار 2015.',
  'ويشارك في المعرض 140 ناشرا من عشرين دولة.',
  'وأضاف أن الدخول إلى القاعات مجاني بسبب دعم البلدية.',
  'ويستمر المعرض عشرة أيام.',
].join('\n');

async function corpusOf(text: string): Promise<RankableCorpus> {
  const article: Article = { id: 'fair', title: 'fair', language: 'ar', body: text };
  const passages = splitPassages(article);
  const vectors = await letterEmbedder.embed(
    passages.map((passage) => passage.text),
    'passage',
  );
  const terms = buildBm25(passages.map((passage) => passageTerms(passage.text)));
  const searchParagraphs = createParagraphSearch({ passages, terms });
  const corpus = {
    passageAt: (place: number) => passages[place],
    terms,
    outlines: collectOutlines(passages.map(({ text }) => analysePassage(text, lexicon))),
    analysisOf: (place: number) => analysePassage(passages[place]?.text ?? '', lexicon),
    similaritiesTo: (vector: Float32Array) => (place: number) =>
      vector.reduce((sum, value, axis) => sum + value * (vectors[place]?.[axis] ?? 0), 0),
  };
  return {
    view: async (places) => ({ corpus, places }),
    search: {
      terms,
      searchTerms: async (query, { count }) => terms.searchWeighted(query, count),
      searchParagraphs: async (query, { count }) => searchParagraphs(query, count),
      nearest: async () => [],
      neighboursOf: () => [],
    },
  };
}

describe('the ranker', () => {
  it.each([
    ['متى افتتح معرض الكتاب؟', 0],
    ['كم ناشرا يشارك في المعرض؟', 1],
    ['لماذا الدخول مجاني؟', 2],
    ['كم يوما يستمر المعرض؟', 3],
  ])('puts the answer to «%s» first', async (question, position) => {
    const { ranked } = await ranker.rank(question, await corpusOf(body));
    expect(ranked[0]?.passage.sentence).toBe(position + 1);
  });

  it('is surer of what the article says than of what it does not', async () => {
    const corpus = await corpusOf(body);
    const known = await ranker.rank('كم ناشرا يشارك في المعرض؟', corpus);
    const unknown = await ranker.rank('من فاز بكأس آسيا في طوكيو؟', corpus);
    expect(known.confidence).toBeGreaterThan(unknown.confidence);
    expect(unknown.confidence).toBeLessThan(0.3);
  });

  it('finds the words that answer', async () => {
    const { ranked } = await ranker.rank('متى افتتح معرض الكتاب؟', await corpusOf(body));
    const [best] = ranked;
    const span = best === undefined ? null : ranker.findSpan(best, 1);
    expect(best?.candidate.analysis.text.slice(span?.start, span?.end)).toContain('مارس/آذار 2015');
  });

  it('has nothing to say on an empty corpus or an empty question', async () => {
    const empty = await ranker.rank('متى؟', await corpusOf('…'));
    expect(empty).toMatchObject({ ranked: [], confidence: 0 });
    const silent = await ranker.rank('', await corpusOf(body));
    expect(silent).toMatchObject({ ranked: [], confidence: 0 });
  });

  it('ranks every passage of a small corpus once, with finite scores, whatever is asked', async () => {
    const corpus = await corpusOf(body);
    const words = fc.constantFrom(
      'متى',
      'من',
      'كم',
      'المعرض',
      'ناشرا',
      '12',
      'قصير',
      'x',
      '؟',
      'constructor',
      '__proto__',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 8 }), async (parts) => {
        const { ranked, confidence } = await ranker.rank(parts.join(' '), corpus);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        if (ranked.length === 0) return;
        expect(ranked.map(({ passage }) => passage.sentence).sort()).toEqual([1, 2, 3, 4]);
        for (const each of ranked) {
          expect(Number.isFinite(each.score)).toBe(true);
          const span = ranker.findSpan(each, confidence);
          if (span === null) continue;
          expect(span.start).toBeLessThan(span.end);
          expect(span.end).toBeLessThanOrEqual(each.candidate.analysis.text.length);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('names each feature once', () => {
    expect(new Set(featureNames).size).toBe(featureNames.length);
  });
});
