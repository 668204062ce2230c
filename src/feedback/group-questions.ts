import { contentWords } from '../arabic/content-words.ts';
import { stem } from '../arabic/stem.ts';
import { splitWords } from '../arabic/words.ts';

/** Questions that ask much the same. */
export interface QuestionGroup {
  /** The wording met most often. */
  readonly question: string;
  readonly count: number;
  /** The other wordings, the oldest first. */
  readonly others: readonly string[];
}

/** Two questions are alike from this share of common stems on (Jaccard). */
const LIKENESS = 0.5;

/**
 * Groups questions by the stems of their content words, the largest group first. A question joins the likest of the groups
 * before it, so that the order in which they were asked decides where one stands between two groups.
 */
export function groupQuestions(questions: readonly { readonly question: string }[]): QuestionGroup[] {
  const groups: { stems: ReadonlySet<string>; wordings: Map<string, number> }[] = [];
  for (const { question } of questions) {
    const stems = stemsOf(question);
    const likest = groups
      .map((group) => ({ group, likeness: likeness(stems, group.stems) }))
      .reduce((best, each) => (each.likeness > best.likeness ? each : best), {
        group: undefined,
        likeness: 0,
      } as {
        group: (typeof groups)[number] | undefined;
        likeness: number;
      });
    const wordings =
      likest.group && likest.likeness >= LIKENESS ? likest.group.wordings : new Map<string, number>();
    if (wordings.size === 0) groups.push({ stems, wordings });
    wordings.set(question, (wordings.get(question) ?? 0) + 1);
  }
  return groups
    .map(({ wordings }) => {
      const [[question] = [''], ...others] = [...wordings].sort(([, a], [, b]) => b - a);
      const count = [...wordings.values()].reduce((sum, each) => sum + each, 0);
      return { question, count, others: others.map(([wording]) => wording) };
    })
    .sort((a, b) => b.count - a.count);
}

/** All words where a question has no content words: «من هو؟». */
function stemsOf(question: string): ReadonlySet<string> {
  const words = splitWords(question);
  const content = contentWords(words);
  return new Set((content.length > 0 ? content : words).map(({ folded }) => stem(folded)));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((each) => b.has(each)).length;
  const all = a.size + b.size - common;
  return all === 0 ? 1 : common / all;
}
