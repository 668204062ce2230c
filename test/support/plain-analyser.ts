import { splitWords } from '../../src/arabic/words.ts';
import type { PassageAnalyser } from '../../src/indexing/passage-analyser.ts';

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
