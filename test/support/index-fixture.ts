import { onTestFinished } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';

export { letterEmbedder } from './letter-embedder.ts';
export { plainAnalyser } from './plain-analyser.ts';

/** An article whose body is the sentences, one a line. */
export function articleOf(id: string, ...sentences: string[]): Article {
  return { id, title: `مقال ${id}`, language: 'ar', body: sentences.join('\n') };
}

export const articles: readonly Article[] = [
  articleOf('summit', 'التقى الرئيسان في سمرقند.', 'تأسست المنظمة عام 2001.', 'وقعت إيران مذكرة الانضمام.'),
  articleOf('weather', 'هطل المطر على المدينة.', 'أغلقت المدارس أبوابها.'),
];

/** Closes something when the test ends. */
export function closing<T extends { close(): Promise<unknown> | unknown }>(resource: T): T {
  onTestFinished(async () => {
    await resource.close();
  });
  return resource;
}
