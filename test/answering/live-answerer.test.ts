import { expect, test } from 'vitest';
import { createLiveAnswerer, type OpenedAnswerer } from '../../src/answering/live-answerer.ts';
import { articleOf } from '../support/index-fixture.ts';
import { libraryOf } from '../support/library.ts';

function opened(version: string, answer: () => Promise<unknown>) {
  const state = { isClosed: false };
  const article = articleOf(version, 'جملة.');
  const index: OpenedAnswerer = {
    answerer: { answer: answer as OpenedAnswerer['answerer']['answer'] },
    ...libraryOf([article]),
    suggestions: [`سؤال ${version}`],
    manifest: { version, corpus: { passages: 1 } },
    async close() {
      state.isClosed = true;
    },
  };
  return { index, state };
}

test('an index is closed once its last question is done, and the next one answers meanwhile', async () => {
  let finish = () => {};
  const slow = new Promise<string>((resolve) => {
    finish = () => resolve('old');
  });
  const first = opened('first', () => slow);
  const second = opened('second', async () => 'new');
  const live = createLiveAnswerer(first.index, () => {});
  const asked = live.answer('متى؟');
  live.swap(second.index);
  expect(await live.answer('متى؟')).toBe('new');
  expect(first.state.isClosed).toBe(false);
  finish();
  expect(await asked).toBe('old');
  await expect.poll(() => first.state.isClosed).toBe(true);
  expect(second.state.isClosed).toBe(false);
});

test('articles and suggestions are those of the index that answers', async () => {
  const live = createLiveAnswerer(opened('first', async () => '').index, () => {});
  expect([...live.articles.keys(), ...live.suggestions]).toEqual(['first', 'سؤال first']);
  live.swap(opened('second', async () => '').index);
  expect([...live.articles.keys(), ...live.suggestions]).toEqual(['second', 'سؤال second']);
  expect((await live.readArticle('second'))?.body).toBe('جملة.');
  expect(await live.readArticle('first')).toBeUndefined();
});
