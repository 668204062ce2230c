import type { Embedder } from '../src/embedding/embedder.ts';
import type { PassageAnalyser } from '../src/indexing/passage-analyser.ts';
import type { PassageIndex } from '../src/indexing/passage-index.ts';
import type { Retriever } from '../src/retrieval/retriever.ts';

/** Adds up what the calls of some functions take, without their knowing. */
export interface Stopwatch<Name extends string> {
  /** The same function, its time added to a name's; of a promise, the time until it is settled. */
  time<Given extends readonly unknown[], Result>(
    name: Name,
    work: (...given: Given) => Result,
  ): (...given: Given) => Result;
  /** Milliseconds by name since the last call. */
  take(): Record<Name, number>;
}

export function createStopwatch<Name extends string>(names: readonly Name[]): Stopwatch<Name> {
  const none = () => Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  let sums = none();
  return {
    time:
      (name, work) =>
      (...given) => {
        const startedAt = performance.now();
        const stop = () => {
          sums[name] += performance.now() - startedAt;
        };
        const result = work(...given);
        if (result instanceof Promise) result.then(stop, stop);
        else stop();
        return result;
      },
    take() {
      const taken = sums;
      sums = none();
      return taken;
    },
  };
}

/** An embedder whose time counts under a name. */
export function timedEmbedder<Name extends string>(
  embedder: Embedder,
  watch: Stopwatch<Name>,
  name: Name,
): Embedder {
  return { ...embedder, embed: watch.time(name, embedder.embed) };
}

/** An analyser whose time counts under a name. */
export function timedAnalyser<Name extends string>(
  analyser: PassageAnalyser,
  watch: Stopwatch<Name>,
  name: Name,
): PassageAnalyser {
  return { ...analyser, analyse: watch.time(name, analyser.analyse) };
}

/** An index whose two searches count under a name. */
export function timedIndex<Name extends string>(
  index: PassageIndex,
  watch: Stopwatch<Name>,
  name: Name,
): PassageIndex {
  return {
    ...index,
    terms: { ...index.terms, searchWeighted: watch.time(name, index.terms.searchWeighted) },
    vectors: { ...index.vectors, nearest: watch.time(name, index.vectors.nearest) },
  };
}

/** A retriever whose look for short answers counts under a name. */
export function timedSpans<Name extends string>(
  retriever: Retriever,
  watch: Stopwatch<Name>,
  name: Name,
): Retriever {
  return {
    async retrieve(question) {
      const retrieval = await retriever.retrieve(question);
      return { ...retrieval, findSpan: watch.time(name, retrieval.findSpan) };
    },
  };
}
