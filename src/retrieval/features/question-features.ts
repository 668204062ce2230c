import type { AnswerType } from '../answer-type.ts';
import type { FeatureGroup } from './feature.ts';

const asks =
  (...types: readonly AnswerType[]) =>
  ({ question }: { question: { expectation: { types: ReadonlyMap<AnswerType, number> } } }) =>
    Math.max(0, ...types.map((type) => question.expectation.types.get(type) ?? 0));

/** The same for all candidates of a question: they let a model weigh the other features by the kind of question. */
export const questionFeatures: FeatureGroup = {
  'question length': ({ question }) => Math.log(1 + question.terms.length),
  'question is dialect': ({ question }) => (question.isDialect ? 1 : 0),
  'question on time': asks('date', 'duration'),
  'question on amount': asks('number', 'money', 'percent'),
  'question on person': asks('person', 'organisation'),
  'question on place': asks('place'),
  'question on reason': asks('reason', 'manner'),
  'question on thing': asks('thing', 'definition', 'quotation', 'list'),
};
