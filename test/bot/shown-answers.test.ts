import { expect, test } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { createShownAnswers, type ShownAnswer } from '../../src/bot/shown-answers.ts';

/** An answer that found one sentence. */
function shownAnswer({ user = 1, sentence = 'جملة.' } = {}): ShownAnswer {
  const answer: Answer = {
    question: 'سؤال؟',
    outcome: 'related',
    confidence: 0.2,
    answer: null,
    citations: [],
    ranked: [{ article: 'a', sentence: 1, start: 0, end: sentence.length, text: sentence, score: 1 }],
    tookMs: 1,
  };
  return { question: answer.question, user, answer, indexVersion: '1', showsQuestion: false };
}

test('beyond its capacity the answer longest untouched is forgotten', () => {
  const shownAnswers = createShownAnswers({ capacity: 2 });
  for (const message of [1, 2]) shownAnswers.put({ chat: 1, message }, shownAnswer({ user: message }));
  shownAnswers.get({ chat: 1, message: 1 });
  shownAnswers.put({ chat: 1, message: 3 }, shownAnswer({ user: 3 }));
  const known = [1, 2, 3].map((message) => shownAnswers.get({ chat: 1, message })?.user);
  expect(known).toEqual([1, undefined, 3]);
  expect([1, 2, 3].map((user) => shownAnswers.last({ chat: 1, user })?.user)).toEqual([undefined, 2, 3]);
});

test('long sentences take no more room than there is', () => {
  const shownAnswers = createShownAnswers({ room: 25_000 });
  const answer = (user: number) => shownAnswer({ user, sentence: 'ن'.repeat(10_000) });
  for (const message of [1, 2, 3]) shownAnswers.put({ chat: 1, message }, answer(message));
  const known = [1, 2, 3].map((message) => shownAnswers.get({ chat: 1, message })?.user);
  expect(known).toEqual([undefined, 2, 3]);
  expect([1, 2, 3].map((user) => shownAnswers.last({ chat: 1, user })?.user)).toEqual([undefined, 2, 3]);
});

test('an answer without room leaves the others, and nothing older in its own place', () => {
  const shownAnswers = createShownAnswers({ room: 5000 });
  shownAnswers.put({ chat: 1, message: 1 }, shownAnswer());
  shownAnswers.put({ chat: 1, message: 2 }, shownAnswer({ user: 2 }));
  shownAnswers.put({ chat: 1, message: 2 }, shownAnswer({ user: 2, sentence: 'ن'.repeat(10_000) }));
  expect(shownAnswers.get({ chat: 1, message: 1 })).toBeDefined();
  expect(shownAnswers.get({ chat: 1, message: 2 })).toBeUndefined();
  expect(shownAnswers.last({ chat: 1, user: 2 })).toBeUndefined();
});
