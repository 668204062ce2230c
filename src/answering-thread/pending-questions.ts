import type { Answer, Answerer } from '../answering/answer.ts';
import type { Question, Reply } from './thread-messages.ts';

/** Questions sent elsewhere, each waiting for its answer. */
export interface PendingQuestions extends Answerer {
  /** Hands an answer, or why there is none, to whoever waits for it. */
  settle(reply: Reply): void;
  /** Takes no more questions. */
  refuseMore(reason: Error): void;
  /** Nobody will answer any more: says so to all who wait and all who come. */
  rejectAll(reason: Error): void;
}

/** An answerer that sends each question away and waits until its reply is settled. */
export function createPendingQuestions(send: (question: Question) => void): PendingQuestions {
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: unknown): void }>();
  let refusal: Error | undefined;
  let asked = 0;
  return {
    answer(question, options) {
      if (refusal) return Promise.reject(refusal);
      asked += 1;
      const id = asked;
      return new Promise((resolve, reject) => {
        send({ kind: 'question', id, question, options });
        waiting.set(id, { resolve, reject });
      });
    },
    settle(reply) {
      const question = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.kind === 'answer') question?.resolve(reply.answer);
      else question?.reject(reply.error);
    },
    refuseMore(reason) {
      refusal ??= reason;
    },
    rejectAll(reason) {
      refusal ??= reason;
      for (const { reject } of waiting.values()) reject(reason);
      waiting.clear();
    },
  };
}
