import { onTestFinished } from 'vitest';
import { splitWords } from '../../src/arabic/words.ts';
import type { Article } from '../../src/corpus/article.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { normalise } from '../../src/embedding/pool.ts';
import type { PassageAnalyser } from '../../src/indexing/passage-analyser.ts';

/** An article whose body is the sentences, one a line. */
export function articleOf(id: string, ...sentences: string[]): Article {
  return { id, title: `مقال ${id}`, language: 'ar', body: sentences.join('\n') };
}

export const articles: readonly Article[] = [
  articleOf('summit', 'التقى الرئيسان في سمرقند.', 'تأسست المنظمة عام 2001.', 'وقعت إيران مذكرة الانضمام.'),
  articleOf('weather', 'هطل المطر على المدينة.', 'أغلقت المدارس أبوابها.'),
];

/** An embedder that needs no model: a text's vector counts its letters, so that equal texts are nearest. */
export function letterEmbedder({ fingerprint = 'a'.repeat(64), dimension = 8 } = {}): Embedder {
  return {
    model: 'letters',
    fingerprint,
    dimension,
    multilingual: false,
    async embed(texts) {
      return texts.map((text) => {
        const vector = new Float32Array(dimension);
        for (const letter of text) {
          const axis = (letter.codePointAt(0) ?? 0) % dimension;
          vector[axis] = (vector[axis] ?? 0) + 1;
        }
        return normalise(vector);
      });
    },
    async close() {},
  };
}

/** Closes something when the test ends. */
export function closing<T extends { close(): Promise<unknown> | unknown }>(resource: T): T {
  onTestFinished(async () => {
    await resource.close();
  });
  return resource;
}

/** An analyser that needs no lexicon: a word is its own stem, and its only key. */
export function plainAnalyser({ fingerprint = 'plain' } = {}): PassageAnalyser {
  return {
    fingerprint,
    analyse(text) {
      const words = splitWords(text).map(({ folded }) => ({ folded, stem: folded, isFunction: false }));
      const keys = new Map(words.map(({ stem }, position) => [stem, { position, weight: 1 }]));
      return { words, keys, spans: [], continues: false };
    },
  };
}
