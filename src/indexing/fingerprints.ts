import { createHash } from 'node:crypto';
import type { Article } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import { splitPassages } from '../corpus/split-passages.ts';
import { passageTerms } from './passage-terms.ts';

/** So many passages are analysed again to notice that the analysis changed; a whole archive would take seconds. */
const PROBED_PASSAGES = 200;

/** SHA-256 over everything the articles say of themselves, in order. */
export function corpusFingerprint(articles: readonly Article[]): string {
  const hash = createHash('sha256');
  for (const { id, title, publisher, published, url, language, body } of articles) {
    hash.update(JSON.stringify([id, title, publisher, published, url, language, body]));
  }
  return hash.digest('hex');
}

/** SHA-256 over how the first passages are cut and stemmed: it changes with the code that does so. */
export function analysisFingerprint(articles: readonly Article[]): string {
  const hash = createHash('sha256');
  for (const passage of firstPassages(articles)) {
    hash.update(JSON.stringify([passage.start, passage.end, passageTerms(passage.text)]));
  }
  return hash.digest('hex');
}

function firstPassages(articles: readonly Article[]): Passage[] {
  const passages: Passage[] = [];
  for (const article of articles) {
    if (passages.length >= PROBED_PASSAGES) break;
    passages.push(...splitPassages(article));
  }
  return passages.slice(0, PROBED_PASSAGES);
}
