import type { LabelledQuestion } from './question-sets.ts';

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Whether a passage is the evidence, or the part of it that holds the answer, or holds the evidence and little more. */
export function isHit(passage: string, { evidence, answer }: LabelledQuestion): boolean {
  const text = spaced(passage);
  return evidence.some((each) => {
    const wanted = spaced(each);
    if (wanted.includes(text) && text.length >= 12) {
      return answer && wanted === spaced(evidence[0] ?? '') ? text.includes(spaced(answer)) : true;
    }
    return text.includes(wanted) && text.length <= 2.2 * wanted.length;
  });
}
