import { describe, expect, onTestFinished, test } from 'vitest';
import type { AskedQuestion, FeedbackStore } from '../../src/feedback/feedback-store.ts';

/** A question as it may have been asked. */
export const asked = (question: string, given: Partial<AskedQuestion> = {}): AskedQuestion => ({
  chat: 123_456_789,
  user: 987_654_321,
  question,
  outcome: 'answered',
  sentence: { article: 'summit', number: 3, text: 'تأسست المنظمة.' },
  ...given,
});

/** What every {@link FeedbackStore} keeps to. @param open an empty one that keeps what it is told for two days */
export function feedbackContract(name: string, open: () => Promise<FeedbackStore>): void {
  const opened = async () => {
    const store = await open();
    onTestFinished(() => store.close());
    return store;
  };

  describe(name, () => {
    test('is summed up, without who asked', async () => {
      const store = await opened();
      await store.recordQuestion(asked('رقمي 0791234567'));
      await store.recordQuestion(
        asked('كم سعر النفط؟', { user: 5, outcome: 'not_found', sentence: undefined as never }),
      );
      const { askers, questions } = await store.summary({ days: 1 });
      expect(askers).toBe(2);
      expect(
        questions.map(({ question, outcome, sentenceText }) => [question, outcome, sentenceText]),
      ).toEqual([
        ['رقمي …', 'answered', 'تأسست المنظمة.'],
        ['كم سعر النفط؟', 'not_found', null],
      ]);
    });

    test('takes one vote of each person, the last', async () => {
      const store = await opened();
      const record = await store.recordQuestion(asked('متى؟'));
      const vote = (user: number, liked: boolean) => store.recordVote({ chat: 1, user, record, liked });
      expect(await vote(7, false)).toBe('recorded');
      expect(await vote(7, false)).toBe('repeated');
      expect(await vote(8, false)).toBe('recorded');
      expect(await vote(7, true)).toBe('recorded');
      expect((await store.summary({ days: 1 })).questions).toMatchObject([{ likes: 1, dislikes: 1 }]);
      expect(await store.recordVote({ chat: 1, user: 7, record: record + 99, liked: true })).toBe('unknown');
    });

    test('is forgotten for one person or one chat when asked', async () => {
      const store = await opened();
      for (const [chat, user] of [
        [1, 1],
        [1, 2],
        [2, 1],
      ] as const)
        await store.recordQuestion(asked(`${chat}:${user}`, { chat, user }));
      const left = async () => (await store.summary({ days: 1 })).questions.map(({ question }) => question);
      await store.forget({ chat: 1, user: 2 });
      expect(await left()).toEqual(['1:1', '2:1']);
      await store.forget({ chat: 1 });
      expect(await left()).toEqual(['2:1']);
    });
  });
}
