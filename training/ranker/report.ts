import type { JudgedShortAnswer } from './short-answers.ts';
import { areaUnderCurve, type Judgement, refusals } from './train-confidence.ts';
import { type RankedExample, rankingFigures } from './train-ranking.ts';

const percent = (value: number) => value.toFixed(3);
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** A line for each set: how often a right candidate is first or among the first three, before and after reading. */
export function reportRanking(before: readonly RankedExample[], after: readonly RankedExample[]): string[] {
  return [...new Set(after.map(({ example }) => example.set))].map((set) => {
    const isOwn = ({ example }: RankedExample) => example.set === set;
    const [first, then] = [rankingFigures(before.filter(isOwn)), rankingFigures(after.filter(isOwn))];
    const figures = [first, then].map(({ hit1, hit3 }) => `${percent(hit1)} / ${percent(hit3)}`);
    return `  ${set.padEnd(10)} ${String(then.count).padStart(5)}  ${figures.join('   ')}`;
  });
}

/** For each set the area under the curve; where it has unanswerable questions of its own, the curve of refusing. */
export function reportConfidence(judged: readonly Judgement[]): string[] {
  return [...new Set(judged.map(({ ranked }) => ranked.example.set))].flatMap((set) => {
    const all = judged.filter(({ ranked }) => ranked.example.set === set);
    const own = all.filter(({ deprived }) => !deprived);
    const hasOwn = own.some(({ answerable }) => !answerable);
    const areas = [own, all].map((some) =>
      some.some(({ answerable }) => !answerable) ? percent(areaUnderCurve(some)) : '–',
    );
    const curve = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6].map((threshold) => {
      const { precision, recall, f1, refusedWrongly } = refusals(own, threshold);
      const figures = [precision, recall, f1, refusedWrongly].map(percent).join('  ');
      return `    below ${threshold.toFixed(2)}: precision, recall, F1 of refusals, answerable refused  ${figures}`;
    });
    return [
      `  ${set}: area under the curve ${areas[0]}, with sources taken out ${areas[1]}`,
      ...(hasOwn ? curve : []),
    ];
  });
}

/** For each set and least confidence: the token F1 over all questions, how many are answered and how well. */
export function reportShortAnswers(answers: readonly JudgedShortAnswer[]): string[] {
  return [...new Set(answers.map(({ example }) => example.set))].flatMap((set) => {
    const own = answers.filter(({ example }) => example.set === set && !example.deprived);
    const wanted = own.filter(({ isWanted }) => isWanted);
    const inRight = mean(wanted.filter(({ isRight }) => isRight).map(({ f1 }) => f1));
    return [
      `  ${set}: ${wanted.length} questions, token F1 in the right sentence ${percent(inRight)}`,
      ...[0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6].map((least) => {
        const given = own.filter(({ confidence }) => confidence >= least);
        const total = given.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, wanted.length);
        const mostlyRight = mean(given.map(({ f1 }) => (f1 >= 0.5 ? 1 : 0)));
        const share = given.length / Math.max(1, own.length);
        return `    from ${least.toFixed(2)}: F1 ${percent(total)}, given to ${percent(share)}, of those mostly right ${percent(mostlyRight)}`;
      }),
    ];
  });
}
