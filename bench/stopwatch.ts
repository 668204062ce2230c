import { type Embedder, embedderOfWords } from '../src/embedding/embedder.ts';
import type { PassageAnalyser } from '../src/indexing/passage-analyser.ts';
import type { PassageStore } from '../src/indexing/passage-store.ts';
import type { Reader } from '../src/retrieval/reader/load-reader.ts';
import type { Retriever } from '../src/retrieval/retriever.ts';

/** Adds up what the calls of some functions take, without their knowing. */
export interface Stopwatch<Name extends string> {
  /** The same function, its time added to a name's; of a promise, the time until it is settled. */
  time<Given extends readonly unknown[], Result>(
    name: Name,
    work: (...given: Given) => Result,
  ): (...given: Given) => Result;
  /** As `time`, but only until the call returns, whatever it returns: for what promises and yet has done all by then. */
  timeCall<Given extends readonly unknown[], Result>(
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
    timeCall:
      (name, work) =>
      (...given) => {
        const startedAt = performance.now();
        try {
          return work(...given);
        } finally {
          sums[name] += performance.now() - startedAt;
        }
      },
    take() {
      const taken = sums;
      sums = none();
      return taken;
    },
  };
}

/** An embedder whose time counts under one name for texts, and under another for words. */
export function timedEmbedder<Name extends string>(
  embedder: Embedder,
  watch: Stopwatch<Name>,
  names: { readonly texts: Name; readonly words: Name },
): Embedder {
  const words = embedderOfWords(embedder);
  return {
    ...embedder,
    embed: watch.time(names.texts, embedder.embed),
    words: { ...words, embed: watch.time(names.words, words.embed) },
  };
}

/** An analyser whose time counts under a name. */
export function timedAnalyser<Name extends string>(
  analyser: PassageAnalyser,
  watch: Stopwatch<Name>,
  name: Name,
): PassageAnalyser {
  return { ...analyser, analyse: watch.time(name, analyser.analyse) };
}

/** A store in memory whose searches and windows count, each under a name of its own. */
export function timedStore(
  store: PassageStore,
  watch: Stopwatch<'terms' | 'paragraphs' | 'nearest' | 'window'>,
): PassageStore {
  return {
    ...store,
    searchTerms: watch.timeCall('terms', store.searchTerms),
    searchParagraphs: watch.timeCall('paragraphs', store.searchParagraphs),
    nearest: watch.timeCall('nearest', store.nearest),
    read: watch.timeCall('window', store.read),
  };
}

/** A reader whose reading counts under a name. */
export function timedReader<Name extends string>(reader: Reader, watch: Stopwatch<Name>, name: Name): Reader {
  return { ...reader, read: watch.time(name, reader.read) };
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
