import type { Metrics } from '../metrics.ts';
import type { Answerer } from './answer.ts';

/** Counts questions by outcome, and how long each is looked up. */
export function measured(
  answerer: Answerer,
  { questions, stages }: Pick<Metrics, 'questions' | 'stages'>,
): Answerer {
  return {
    async answer(question, options) {
      const finish = stages.startTimer({ stage: 'answering' });
      try {
        const answer = await answerer.answer(question, options);
        questions.inc({ outcome: answer.outcome });
        return answer;
      } catch (error) {
        questions.inc({ outcome: 'failed' });
        throw error;
      } finally {
        finish();
      }
    },
  };
}
