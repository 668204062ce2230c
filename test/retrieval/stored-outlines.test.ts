import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { loadEmbedder } from '../../src/embedding/load-embedder.ts';
import { ensureIndex } from '../../src/indexing/ensure-index.ts';
import { createFileStore } from '../../src/indexing/file-store.ts';
import { projectRoot } from '../../src/project-root.ts';
import { viewCandidates } from '../../src/retrieval/candidate.ts';
import { rankableCorpus } from '../../src/retrieval/corpus-view.ts';
import { featureVectors } from '../../src/retrieval/features/feature-vector.ts';
import { loadKnowledge } from '../../src/retrieval/load-knowledge.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { createWordVectors } from '../../src/retrieval/word-vectors.ts';
import { prepareCorpus } from '../../training/ranker/prepared-corpus.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await loadEmbedder({ model: 'isnad-ar-static' });
});
afterAll(() => embedder.close());

test('features of the stored index are, to the last bit, those that training sees of the same articles', async () => {
  const { lexicon, analyser, background } = await loadKnowledge({ embedder, reads: false });
  const articles = await readCorpus(join(projectRoot, 'corpus'));
  const directory = await temporaryDirectory();
  const { index } = await ensureIndex({ articles, embedder, analyser, directory });
  const wordVectors = createWordVectors(embedder);
  const fresh = (await prepareCorpus(articles, { embedder, lexicon, wordVectors })).view;
  const everywhere = Array.from(index.passages, (_, position) => position);
  const { corpus: stored } = await rankableCorpus(createFileStore(index), lexicon).view(everywhere);
  expect(stored.outlines).toEqual(fresh.outlines);

  const questions = [
    'متى عقدت القمة في سمرقند؟',
    'كم دولة تضم المنظمة؟',
    'من التقى الرئيس الصيني؟',
    'وين صارت القمة؟',
  ];
  for (const text of questions) {
    const question = analyseQuestion(text, { lexicon, background, corpus: stored.terms });
    const [vector = new Float32Array(embedder.dimension)] = await embedder.embed([text], 'query');
    await wordVectors.prepare(question.terms.map(({ folded }) => folded));
    const [ofStored, ofFresh] = [stored, fresh].map((corpus) =>
      // vectors come back from the graph normalised once more, which is not what is compared here
      featureVectors(
        viewCandidates({
          question,
          vector,
          positions: everywhere,
          corpus: { ...corpus, similaritiesTo: fresh.similaritiesTo },
          background,
          wordVectors,
        }),
      ),
    );
    expect(ofStored).toEqual(ofFresh);
    expect(ofStored?.some((vector) => vector.some((value) => value > 0))).toBe(true);
  }
});
