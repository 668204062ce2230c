import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, test, vi } from 'vitest';
import {
  type AnsweringThreadOptions,
  startAnsweringThread,
} from '../../src/answering-thread/start-answering-thread.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { readManifest } from '../../src/indexing/open-index.ts';
import { projectRoot } from '../../src/project-root.ts';
import { closing } from '../support/index-fixture.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

// On a busy machine a thread that has to compile TypeScript is slow to start.
vi.setConfig({ testTimeout: 120_000 });

const corpusDirectory = join(projectRoot, 'corpus');

async function settings(changes: Partial<AnsweringThreadOptions> = {}): Promise<AnsweringThreadOptions> {
  const embedder = { model: 'isnad-ar-contextual' };
  return {
    corpusDirectory,
    indexDirectory: await temporaryDirectory(),
    embedder,
    reads: true,
    ...changes,
  };
}

describe('an answering thread', () => {
  test('builds the index where there is none, says why, and answers from it', async () => {
    const reasons: string[] = [];
    const options = await settings({ onBuild: (why) => reasons.push(why) });
    const thread = closing(await startAnsweringThread(options));
    expect(reasons).toEqual(['there is none yet']);
    expect(thread.manifest).toEqual(await readManifest(options.indexDirectory));
    const [article] = await readCorpus(corpusDirectory);
    const { body: _, ...summary } = article ?? expect.fail('there is no article');
    expect([...thread.articles.values()]).toMatchObject([summary]);
    expect([...thread.articles.values()][0]).not.toHaveProperty('body');
    expect(await thread.readArticle(summary.id)).toEqual(article);
    expect(await thread.readArticle('none')).toBeUndefined();
    expect(await thread.findArticles('قمة سمرقند')).toEqual([summary.id]);
    expect(await thread.findArticles('مباراة')).toEqual([]);
    const answer = await thread.answerer.answer('متى تأسست المنظمة؟', { top: 2 });
    expect(answer).toMatchObject({ outcome: 'answered', answer: { text: 'يونيو/حزيران 2001' } });
    expect(answer.ranked).toHaveLength(2);
  });

  test('answers without the reader too, otherwise sure', async () => {
    const question = 'متى تأسست المنظمة؟';
    const [reading, not] = await Promise.all(
      [true, false].map(async (reads) => {
        const { answerer } = closing(await startAnsweringThread(await settings({ reads })));
        return answerer.answer(question);
      }),
    );
    expect(not).toMatchObject({ outcome: 'answered', answer: { text: 'يونيو/حزيران 2001' } });
    expect(not?.confidence).not.toBe(reading?.confidence);
  });

  test('answers each question for itself, and those asked before it was closed', async () => {
    const thread = await startAnsweringThread(await settings());
    const questions = Array.from({ length: 40 }, (_, number) => `متى تأسست المنظمة ${number}؟`);
    const answers = questions.map((question) => thread.answerer.answer(question));
    const article = thread.readArticle('samarkand-2022');
    const closed = Promise.all([thread.close(), thread.close()]);
    expect((await article)?.body).toContain('سمرقند');
    expect((await Promise.all(answers)).map(({ question }) => question)).toEqual(questions);
    await closed;
    await expect(thread.answerer.answer('متى؟')).rejects.toThrow('The answering thread is closed.');
    await expect(thread.readArticle('samarkand-2022')).rejects.toThrow('The answering thread is closed.');
  });

  test('opens a second one beside the first', async () => {
    const options = await settings();
    const first = closing(await startAnsweringThread(options));
    const second = closing(await startAnsweringThread(options));
    await first.close();
    expect((await second.answerer.answer('متى تأسست المنظمة؟')).outcome).toBe('answered');
  });

  test('that builds nothing opens what is published, or says that nothing is', async () => {
    const options = await settings({ builds: false });
    await expect(startAnsweringThread(options)).rejects.toThrow('there is no such file. Build the index');
    const built = closing(await startAnsweringThread({ ...options, builds: true }));
    const opened = closing(
      await startAnsweringThread({ ...options, corpusDirectory: await temporaryDirectory() }),
    );
    expect(opened.manifest).toEqual(built.manifest);
  });

  test('that can’t start says why in the words of the failure', async () => {
    const options = await settings({ embedder: { model: 'no-such-model' } });
    await expect(startAnsweringThread(options)).rejects.toMatchObject({
      name: 'AnsweringThreadError',
      message: expect.stringMatching(
        /^There is no embedding model "no-such-model".+Correct EMBEDDING_MODEL\.$/,
      ),
    });
  });
});

describe('a thread that ends by itself', () => {
  const startThread = async (body: string) => {
    const articles = 'new Map()';
    const code = `const { parentPort } = require('node:worker_threads');
      parentPort.postMessage({ kind: 'ready', manifest: {}, articles: ${articles} });
      parentPort.on('message', () => { ${body} });`;
    return startAnsweringThread(await settings(), () => new Worker(code, { eval: true }));
  };

  test.each([
    ['by an error', `throw new Error('the model broke')`, 'the model broke'],
    ['without a word', 'process.exit(0)', 'The answering thread has ended.'],
  ])('%s tells all who wait, all who come and whoever watches', async (_, body, message) => {
    const thread = await startThread(body);
    const watched = expect(thread.failure).rejects.toThrow(message);
    const asked = [thread.answerer.answer('متى؟'), thread.readArticle('a'), thread.findArticles('أ')];
    expect(await Promise.allSettled(asked)).toEqual(
      asked.map(() => ({ status: 'rejected', reason: expect.objectContaining({ message }) })),
    );
    await expect(thread.answerer.answer('متى؟')).rejects.toThrow(message);
    await expect(thread.readArticle('a')).rejects.toThrow(message);
    await watched;
    await thread.close();
  });
});
