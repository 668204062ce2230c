import { readFileSync } from 'node:fs';
import { createLexicon, type Lexicon } from '../src/arabic/lexicon.ts';
import { LexiconData } from '../src/arabic/lexicon-data.ts';
import type { Embedder } from '../src/embedding/embedder.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { type Background, BackgroundData, createBackground } from '../src/retrieval/background.ts';

/** What training starts from; close the embedder at the end. */
export interface TrainingKnowledge {
  readonly embedder: Embedder;
  readonly lexicon: Lexicon;
  readonly background: Background;
}

/** Loads the embedding model, the lexicon and the background table, from the project's folder. */
export async function loadTrainingKnowledge(
  model = 'models/isnad-ar-contextual',
): Promise<TrainingKnowledge> {
  const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  return {
    embedder: await loadEmbedder({ model }),
    lexicon: createLexicon(LexiconData.parse(readJson('models/isnad-ar-lexicon/lexicon.json'))),
    background: createBackground(
      BackgroundData.parse(readJson('models/isnad-ar-background/background.json')),
    ),
  };
}
