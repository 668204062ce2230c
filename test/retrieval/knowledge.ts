import { readFileSync } from 'node:fs';
import { createLexicon } from '../../src/arabic/lexicon.ts';
import { LexiconData } from '../../src/arabic/lexicon-data.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import type { CorpusTerms } from '../../src/indexing/passage-store.ts';
import { BackgroundData, createBackground } from '../../src/retrieval/background.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The bundled tables. */
export const lexicon = createLexicon(LexiconData.parse(readJson('models/isnad-ar-lexicon/lexicon.json')));
export const background = createBackground(
  BackgroundData.parse(readJson('models/isnad-ar-background/background.json')),
);

/** A corpus that holds the given stems, once each. */
export const corpusOf = (...stems: readonly string[]): CorpusTerms => ({
  documents: stems.length,
  documentFrequency: (term) => (stems.includes(term) ? 1 : 0),
});

const DIMENSION = 16;

/** An embedder without a model: texts that share letter pairs are alike. */
export const letterEmbedder: Embedder = {
  model: 'letters',
  fingerprint: 'letters',
  multilingual: false,
  dimension: DIMENSION,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(DIMENSION);
      for (let at = 1; at < text.length; at++) {
        const slot = (31 * text.charCodeAt(at - 1) + text.charCodeAt(at)) % DIMENSION;
        vector[slot] = (vector[slot] ?? 0) + 1;
      }
      const norm = Math.hypot(...vector) || 1;
      return vector.map((value) => value / norm);
    }),
  close: async () => {},
};
