import { type Result, SYSTEMS, type SystemName } from './evaluate-set.ts';
import { areaUnderCurve, bootstrapInterval, tokenF1 } from './metrics.ts';

/** Longer answers than this, in words, are not short answers, and are left out of the span figures. */
const LONGEST_SHORT_ANSWER = 8;

/** A table of hit@1 (with its 95 % interval), hit@3 and MRR for each system, over the answerable questions. */
export function systemsTable(results: readonly Result[]): string {
  const answerable = results.filter(({ question }) => question.answerable);
  const rows = SYSTEMS.map((system) => [system, ...rankFigures(answerable, system)]);
  return table(['system', 'hit@1', '95 %', 'hit@3', 'MRR'], rows);
}

/** A table of the ranker's hits for each value of a field, such as the question's kind. */
export function breakdownTable(results: readonly Result[], field: 'kind' | 'dialect'): string {
  const answerable = results.filter(({ question }) => question.answerable);
  const values = [...new Set(answerable.map(({ question }) => question[field]))].sort();
  const rows = values.map((value) => {
    const some = answerable.filter(({ question }) => question[field] === value);
    return [value, String(some.length), ...rankFigures(some, 'ranked')];
  });
  return table([field, 'questions', 'hit@1', '95 %', 'hit@3', 'MRR'], rows);
}

function rankFigures(results: readonly Result[], system: SystemName): string[] {
  const ranks = results.map((result) => result.ranks[system]);
  const first = ranks.map((rank) => (rank === 0 ? 1 : 0));
  const [low, high] = bootstrapInterval(first);
  const third = ranks.map((rank) => (rank >= 0 && rank < 3 ? 1 : 0));
  const reciprocal = ranks.map((rank) => (rank < 0 ? 0 : 1 / (rank + 1)));
  return [
    format(mean(first)),
    `${format(low)}–${format(high)}`,
    format(mean(third)),
    format(mean(reciprocal)),
  ];
}

/** What the bot makes of the ranking: whether it answers, abstains, and gives the short answer. */
export interface AnswerFigures {
  /** Share of answerable questions that are answered with a sentence that answers among the first three cited. */
  readonly answeredRight: number;
  /** Share of answerable questions that are not answered. */
  readonly falselyRefused: number;
  /** Area under the curve of the confidence, answerable against unanswerable questions. */
  readonly areaUnderCurve: number;
  /** Of "not answered" as a verdict that the question can't be answered. */
  readonly abstainingF1: number;
  /** Over questions whose answer is at most eight words. */
  readonly spanF1: number;
  /**
   * Share of the short answers given that share at least half their words with the right one, by F1; one given to a
   * question that can't be answered is wrong.
   */
  readonly spanPrecision: number;
}

/** The figures of what the bot would say. */
export function answerFigures(results: readonly Result[]): AnswerFigures {
  const answerable = results.filter(({ question }) => question.answerable);
  const unanswerable = results.filter(({ question }) => !question.answerable);
  const isAnswered = ({ answer }: Result) => answer.outcome === 'answered';
  const refused = answerable.filter((result) => !isAnswered(result)).length;
  const rightlyRefused = unanswerable.filter((result) => !isAnswered(result)).length;
  const precision = rightlyRefused / (rightlyRefused + refused || 1);
  const recall = rightlyRefused / (unanswerable.length || 1);
  const short = answerable.filter(
    ({ question: { answer } }) => answer && answer.split(/\s+/).length <= LONGEST_SHORT_ANSWER,
  );
  const spans = short.map(({ question, answer }) =>
    tokenF1(answer.answer?.text ?? '', question.answer ?? ''),
  );
  const given = spans.filter((_, position) => short[position]?.answer.answer != null);
  const wrong = unanswerable.filter(({ answer }) => answer.answer !== null).map(() => 0);
  const confidences = (some: readonly Result[]) => some.map(({ answer }) => answer.confidence);
  return {
    answeredRight: mean(answerable.map((result) => (isAnswered(result) && isRankedEarly(result) ? 1 : 0))),
    falselyRefused: refused / answerable.length,
    areaUnderCurve: areaUnderCurve(confidences(answerable), confidences(unanswerable)),
    abstainingF1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    spanF1: mean(spans),
    spanPrecision: mean([...given, ...wrong].map((f1) => (f1 >= 0.5 ? 1 : 0))),
  };
}

function isRankedEarly({ ranks }: Result): boolean {
  return ranks.ranked >= 0 && ranks.ranked < 3;
}

/** The same figures as a table. */
export function answersTable(results: readonly Result[]): string {
  const figures = answerFigures(results);
  const rows = [
    ['answered with the right sentence among three', format(figures.answeredRight)],
    ['answerable but refused', format(figures.falselyRefused)],
    ['answerable against unanswerable, AUC', format(figures.areaUnderCurve)],
    ['abstaining, F1', format(figures.abstainingF1)],
    ['short answer, token F1', format(figures.spanF1)],
    ['short answers given that are mostly right', format(figures.spanPrecision)],
  ];
  return table(['the bot', 'figure'], rows);
}

/** The answerable questions whose first passage is wrong, with both sentences, and the unanswerable ones answered. */
export function errorsReport(results: readonly Result[]): string {
  return results
    .flatMap(({ question, answer, ranks }) => {
      const first = answer.ranked[0]?.text ?? '(nothing)';
      if (!question.answerable)
        return answer.outcome === 'answered' ? [`ANSWERED ${question.question}\n  gave   ${first}`] : [];
      if (ranks.ranked === 0) return [];
      return [
        `RANK ${ranks.ranked} ${question.question}\n  wanted ${question.evidence[0]}\n  gave   ${first}`,
      ];
    })
    .join('\n');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function format(share: number): string {
  return Number.isNaN(share) ? '–' : share.toFixed(3);
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}
