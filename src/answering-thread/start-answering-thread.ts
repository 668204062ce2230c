import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { OpenedAnswerer } from '../answering/live-answerer.ts';
import type { DownloadProgress } from '../embedding/load-embedder.ts';
import type { IndexDescription } from '../indexing/passage-store.ts';
import { AnsweringThreadError } from './answering-thread-error.ts';
import { createPendingRequests } from './pending-requests.ts';
import type { Failed, Ready, ThreadReport, ThreadRequest, ThreadSettings } from './thread-messages.ts';

export interface AnsweringThreadOptions extends Omit<ThreadSettings, 'builds'> {
  /** As in the thread's settings; true where left out. */
  readonly builds?: boolean;
  /** Called while a hub model is downloaded. */
  readonly onDownload?: (progress: DownloadProgress) => void;
  /** Called before the index is built with why it must be. */
  readonly onBuild?: (why: string) => void;
}

/** An answerer in a thread of its own, with the index it opened there. */
export interface AnsweringThread extends OpenedAnswerer {
  readonly manifest: IndexDescription;
  /** Rejects where the thread ends without having been closed; never resolves. */
  readonly failure: Promise<never>;
  /** Takes no more requests, waits for those under way, and ends the thread. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the index, building it first where that is needed and wanted, and answers from it, all in a thread of its own:
 * the event loop of whoever asks is never held up. A new index is opened beside the old by starting a second thread.
 *
 * @throws {AnsweringThreadError} with the message of the model's, the articles' or the index's own error.
 */
export async function startAnsweringThread(
  { onDownload, onBuild, builds = true, ...settings }: AnsweringThreadOptions,
  start: (settings: ThreadSettings) => Worker = startWorker,
): Promise<AnsweringThread> {
  const worker = start({ builds, ...settings });
  const request = (message: ThreadRequest) => worker.postMessage(message);
  const requests = createPendingRequests(request);
  const exited = new Promise<void>((resolve) => void worker.once('exit', () => resolve()));
  let closed: Promise<void> | undefined;

  const failure = new Promise<never>((_, reject) => {
    const fail = (error: Error) => {
      requests.rejectAll(error);
      if (closed === undefined) reject(error);
    };
    worker.once('error', fail);
    worker.once('exit', () => fail(new AnsweringThreadError('The answering thread has ended.')));
  });
  // Who asks is told in any case; a failure that nobody watches must not end the process.
  failure.catch(() => undefined);

  const ready = new Promise<Ready>((resolve, reject) => {
    worker.on('message', (report: ThreadReport) => {
      if (report.kind === 'ready') resolve(report);
      else if (report.kind === 'failed') reject(whyFailed(report));
      else if (report.kind === 'downloading') onDownload?.(report.progress);
      else if (report.kind === 'building') onBuild?.(report.why);
      else requests.settle(report);
    });
  });

  const { manifest, articles, suggestions } = await Promise.race([ready, failure]);
  return {
    answerer: { answer: (question, options) => requests.send('answer', { question, options }) },
    readArticle: (id) => requests.send('readArticle', id),
    findArticles: (query) => requests.send('findArticles', query),
    manifest,
    articles,
    suggestions,
    failure,
    close() {
      if (closed === undefined) {
        requests.refuseMore(new AnsweringThreadError('The answering thread is closed.'));
        request({ kind: 'close' });
        closed = exited;
      }
      return closed;
    },
  };
}

function startWorker(settings: ThreadSettings): Worker {
  const entry = import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './worker.js';
  // The environment is shared, since transformers.js turns the reports that onnxruntime sends to its maker off in it, and
  // native code looks in the process's own.
  return new Worker(new URL(entry, import.meta.url), {
    name: 'answering',
    env: SHARE_ENV,
    workerData: settings,
  });
}

function whyFailed({ error, isForeseen }: Failed): unknown {
  return isForeseen && error instanceof Error ? new AnsweringThreadError(error.message) : error;
}
