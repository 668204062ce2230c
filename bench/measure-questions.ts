import type { Article } from '../src/corpus/article.ts';
import type { Embedder } from '../src/embedding/embedder.ts';
import { buildIndex } from '../src/indexing/build-index.ts';
import { openIndex } from '../src/indexing/open-index.ts';
import { openAnswerer } from '../src/open-answerer.ts';
import { loadKnowledge } from '../src/retrieval/load-knowledge.ts';
import { quantile, type Row } from './row.ts';

export interface MeasureQuestionsOptions {
  readonly articles: readonly Article[];
  readonly questions: readonly string[];
  readonly embedder: Embedder;
  readonly directory: string;
  readonly warmUp?: number;
  readonly timed?: number;
}

/** Builds an index, opens it and asks: what each costs. */
export async function measureQuestions({
  articles,
  questions,
  embedder,
  directory,
  warmUp = 200,
  timed = 2000,
}: MeasureQuestionsOptions): Promise<Row[]> {
  const knowledge = await loadKnowledge({ embedder });
  const startedAt = performance.now();
  const { corpus, files } = await buildIndex({ articles, embedder, analyser: knowledge.analyser, directory });
  const builtAt = performance.now();
  const answerer = await openAnswerer({ index: await openIndex(directory), embedder, knowledge });
  const openedAt = performance.now();
  const times: number[] = [];
  for (let asked = 0; asked < warmUp + timed; asked += 1) {
    const { tookMs } = await answerer.answer(questions[asked % questions.length] ?? '');
    if (asked >= warmUp) times.push(tookMs);
  }
  const size = `${corpus.passages.toLocaleString('en')} passages`;
  const megabytes = Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0) / 1024 / 1024;
  return [
    { what: `${size}: build the index`, figure: `${((builtAt - startedAt) / 1000).toFixed(1)} s` },
    { what: `${size}: index on disk`, figure: `${megabytes.toFixed(2)} MB` },
    { what: `${size}: open the index and warm up`, figure: `${(openedAt - builtAt).toFixed(0)} ms` },
    { what: `${size}: a question, p50`, figure: `${quantile(times, 0.5).toFixed(2)} ms` },
    { what: `${size}: a question, p99`, figure: `${quantile(times, 0.99).toFixed(2)} ms` },
  ];
}
