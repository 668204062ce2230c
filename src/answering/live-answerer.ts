import type { Answerer } from './answer.ts';
import type { Library } from './library.ts';

/** An answerer on one version of the index. */
export interface OpenedAnswerer extends Library {
  readonly answerer: Answerer;
  /** Questions that the articles answer. */
  readonly suggestions: readonly string[];
  readonly manifest: { readonly version: string; readonly corpus: { readonly passages: number } };
  /** Frees what it holds. */
  close(): Promise<void>;
}

/** An answerer whose index can be changed while it answers; its articles are those of whichever index answers now. */
export interface LiveAnswerer extends Answerer, Library {
  readonly suggestions: readonly string[];
  readonly manifest: OpenedAnswerer['manifest'];
  /** Sends all further questions to `next`; what answered before is closed when its last question is done. */
  swap(next: OpenedAnswerer): void;
  /** Closes the index as soon as the last question is done. */
  close(): Promise<void>;
}

/** What to do where closing the index before fails: nobody waits for it. */
export type OnCloseFailure = (error: unknown) => void;

export function createLiveAnswerer(first: OpenedAnswerer, onCloseFailure: OnCloseFailure): LiveAnswerer {
  let current = lease(first);
  return {
    get articles() {
      return current.opened.articles;
    },
    get suggestions() {
      return current.opened.suggestions;
    },
    get manifest() {
      return current.opened.manifest;
    },
    answer: (question, options) => current.use(({ answerer }) => answerer.answer(question, options)),
    readArticle: (id) => current.use((opened) => opened.readArticle(id)),
    findArticles: (query) => current.use((opened) => opened.findArticles(query)),
    swap(next) {
      const before = current;
      current = lease(next);
      before.release().catch(onCloseFailure);
    },
    close: () => current.release(),
  };
}

/** Counts who uses an index, so that it is not closed under them. */
function lease(opened: OpenedAnswerer) {
  let users = 0;
  let unused = () => {};
  return {
    opened,
    async use<T>(task: (opened: OpenedAnswerer) => Promise<T>): Promise<T> {
      users += 1;
      try {
        return await task(opened);
      } finally {
        users -= 1;
        if (users === 0) unused();
      }
    },
    async release(): Promise<void> {
      if (users > 0) {
        await new Promise<void>((resolve) => {
          unused = resolve;
        });
      }
      await opened.close();
    },
  };
}
