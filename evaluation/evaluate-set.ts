import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../src/answering/answer.ts';
import type { Embedder } from '../src/embedding/embedder.ts';
import { ensureIndex } from '../src/indexing/ensure-index.ts';
import { createFileStore } from '../src/indexing/file-store.ts';
import { openAnswerer } from '../src/open-answerer.ts';
import { loadKnowledge } from '../src/retrieval/load-knowledge.ts';
import { isHit } from './metrics.ts';
import type { LabelledQuestion, QuestionGroup, QuestionSet } from './question-set.ts';
import { baselineSystems } from './systems.ts';

export const SYSTEMS = ['bm25', 'dense', 'hybrid', 'ranked'] as const;
export type SystemName = (typeof SYSTEMS)[number];

/** What became of one question. */
export interface Result {
  readonly question: LabelledQuestion;
  /** For each system the rank of the first passage that answers, from 0, among ten; -1 where none of them does. */
  readonly ranks: Readonly<Record<SystemName, number>>;
  /** What the bot would say. */
  readonly answer: Answer;
}

/** Asks every question of a set, on an index of its own articles built the way the bot's is. */
export async function evaluateSet(
  { groups }: QuestionSet,
  embedder: Embedder,
  { reads = true }: { readonly reads?: boolean } = {},
): Promise<Result[]> {
  const results: Result[] = [];
  for (const group of groups) results.push(...(await evaluateGroup(group, embedder, reads)));
  return results;
}

async function evaluateGroup(
  { articles, questions }: QuestionGroup,
  embedder: Embedder,
  reads: boolean,
): Promise<Result[]> {
  const knowledge = await loadKnowledge({ embedder, reads });
  const directory = await mkdtemp(join(tmpdir(), 'isnad-evaluate-'));
  try {
    const { index } = await ensureIndex({ articles, embedder, analyser: knowledge.analyser, directory });
    const answerer = await openAnswerer({ store: createFileStore(index), embedder, knowledge });
    const baselines = baselineSystems({ index, embedder });
    const results: Result[] = [];
    for (const question of questions) {
      const answer = await answerer.answer(question.question, { top: 10 });
      const rankIn = (texts: readonly string[]) => texts.findIndex((text) => isHit(text, question));
      results.push({
        question,
        answer,
        ranks: {
          bm25: rankIn(await baselines.bm25(question.question)),
          dense: rankIn(await baselines.dense(question.question)),
          hybrid: rankIn(await baselines.hybrid(question.question)),
          ranked: rankIn(answer.ranked.map(({ text }) => text)),
        },
      });
    }
    return results;
  } finally {
    await knowledge.reader.close();
    await rm(directory, { recursive: true, force: true });
  }
}
