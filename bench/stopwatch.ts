import type { Embedder } from '../src/embedding/embedder.ts';
import type { PassageAnalyser } from '../src/indexing/passage-analyser.ts';
import type { PassageStore } from '../src/indexing/passage-store.ts';
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

/** A store whose searches and reads count under a name; those that run side by side count each. */
export function timedStore<Name extends string>(
  store: PassageStore,
  watch: Stopwatch<Name>,
  name: Name,
): PassageStore {
  return {
    ...store,
    searchTerms: watch.time(name, store.searchTerms),
    searchParagraphs: watch.time(name, store.searchParagraphs),
    nearest: watch.time(name, store.nearest),
    read: watch.time(name, store.read),
  };
}

/** A retriever whose look for short answers counts under a name. */
export function timedSpans<Name extends string>(
  retriever: Retriever,
  watch: Stopwatch<Name>,
  name: Name,
): Retriever {
  return {
    async retrieve(question, options) {
      const retrieval = await retriever.retrieve(question, options);
      return { ...retrieval, findSpan: watch.time(name, retrieval.findSpan) };
    },
  };
}
