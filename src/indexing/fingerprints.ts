import { createHash } from 'node:crypto';
import type { Article } from '../corpus/article.ts';
import type { Passage } from '../corpus/passage.ts';
import { splitPassages } from '../corpus/split-passages.ts';
import type { PassageAnalyser } from './passage-analyser.ts';
import { passageTerms } from './passage-terms.ts';

/** So many passages are analysed again to notice that the analysis changed; a whole archive would take seconds. */
const PROBED_PASSAGES = 200;
const PROBED_ARTICLES = 50;

/** SHA-256 over everything the articles say of themselves, in order. */
export function corpusFingerprint(articles: readonly Article[]): string {
  const hash = createHash('sha256');
  for (const { id, title, publisher, published, url, language, body } of articles) {
    hash.update(JSON.stringify([id, title, publisher, published, url, language, body]));
  }
  return hash.digest('hex');
}

/**
 * SHA-256 over what the analysis knows, and over what it makes of some of the passages: it changes with the code that
 * cuts and takes them apart.
 */
export function analysisFingerprint(articles: readonly Article[], analyser: PassageAnalyser): string {
  const hash = createHash('sha256').update(analyser.fingerprint);
  for (const { start, end, text } of probedPassages(articles)) {
    const { keys, ...outline } = analyser.analyse(text);
    hash.update(JSON.stringify([start, end, passageTerms(text), outline, [...keys]]));
  }
  return hash.digest('hex');
}

/** Whole articles from all over the corpus, and all of a small one. */
function probedPassages(articles: readonly Article[]): Passage[] {
  const passages: Passage[] = [];
  const step = Math.max(1, Math.floor(articles.length / PROBED_ARTICLES));
  for (let at = 0; at < articles.length && passages.length < PROBED_PASSAGES; at += step)
    passages.push(...splitPassages(articles[at] as Article));
  return passages.slice(0, PROBED_PASSAGES);
}
