import { tokenF1 } from '../../evaluation/metrics.ts';
import type { Lexicon } from '../../src/arabic/lexicon.ts';
import type { Passage } from '../../src/corpus/passage.ts';
import { splitPassages } from '../../src/corpus/split-passages.ts';
import type { Background } from '../../src/retrieval/background.ts';
import { analysePassage, type PassageAnalysis } from '../../src/retrieval/passage-analysis.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { LONGEST_PASSAGE, readerInput } from '../../src/retrieval/reader/reader-input.ts';
import type { Example } from '../ranker/examples.ts';
import { foldOf } from '../ranker/folds.ts';
import type { QuestionSet } from '../ranker/question-sets.ts';
import type { ReaderExample } from './example-file.ts';

const LONGEST_ANSWER = 12;
/** A span of whole words that agrees less than this with the answer is not it. */
const LEAST_AGREEMENT = 0.6;
/** Sentences that don't answer, for each question: those likest to answer. */
const WRONG_SENTENCES = 3;

/** What the candidates of a question teach: the span in those that answer, and that the likest others hold none. */
export function readerExamples(
  example: Example,
  { background, question, set }: { background: Background; question: number; set: number },
): ReaderExample[] {
  const { answer, answerable, group } = example.question;
  const fold = foldOf(group);
  const make = (index: number, first: number, last: number): ReaderExample[] => {
    const candidate = example.candidates[index];
    if (candidate === undefined) return [];
    const input = readerInput({ question: candidate.question, analysis: candidate.analysis, background });
    return [{ input, first, last, question, set, fold }];
  };
  const right = [...example.hits.keys()].flatMap((index) => {
    const analysis = example.candidates[index]?.analysis;
    if (!example.hits[index] || answer === null || analysis === undefined) return [];
    const span = locate(answer, analysis);
    return span === undefined ? [] : make(index, span.first, span.last);
  });
  if (answerable && right.length === 0) return [];
  const wrong = [...example.hits.keys()]
    .filter((index) => {
      const text = example.candidates[index]?.analysis.text ?? '';
      return !example.hits[index] && (answer === null || !text.includes(answer));
    })
    .sort((left, other) => roughScore(example, other) - roughScore(example, left))
    .slice(0, WRONG_SENTENCES)
    .flatMap((index) => make(index, -1, -1));
  return [...right, ...wrong];
}

/** Of a set too large to rank candidates for: the span in the sentence that answers, and none in those beside it. */
export function neighbourExamples(
  { corpora, questions }: QuestionSet,
  {
    lexicon,
    background,
    question,
    set,
  }: { lexicon: Lexicon; background: Background; question: number; set: number },
): ReaderExample[] {
  const passages = corpora.flatMap((articles) => articles.flatMap(splitPassages));
  const byText = new Map(passages.map((passage, position) => [passage.text, position]));
  const corpus = { documents: 0, documentFrequency: () => 0 };
  return questions.flatMap(({ text, evidence, answer }, index): ReaderExample[] => {
    const at = byText.get(evidence[0] ?? '');
    if (at === undefined || answer === null) return [];
    const analysed = analyseQuestion(text, { lexicon, background, corpus });
    const make = (passage: Passage | undefined): ReaderExample[] => {
      if (passage?.article !== passages[at]?.article || passage === undefined) return [];
      const analysis = analysePassage(passage.text, lexicon);
      const isAnswer = passage === passages[at];
      const span = isAnswer ? locate(answer, analysis) : { first: -1, last: -1 };
      if (span === undefined || (!isAnswer && passage.text.includes(answer))) return [];
      const input = readerInput({ question: analysed, analysis, background });
      return [{ input, ...span, question: question + index, set, fold: -1 }];
    };
    const right = make(passages[at]);
    return right.length === 0 ? [] : [...right, ...make(passages[at - 1]), ...make(passages[at + 1])];
  });
}

const roughScore = ({ features }: Example, index: number) =>
  (features[index]?.[2] ?? 0) + 0.8 * (features[index]?.[3] ?? 0);

/** The whole words of a passage that are an answer. */
export function locate(
  answer: string,
  { text, words }: PassageAnalysis,
): { first: number; last: number } | undefined {
  const at = text.indexOf(answer);
  const covered = [...words.keys()].filter(
    (position) =>
      at >= 0 && (words[position]?.end ?? 0) > at && (words[position]?.start ?? 0) < at + answer.length,
  );
  const [first = -1, last = first] = [covered[0], covered.at(-1)];
  if (first < 0 || last - first >= LONGEST_ANSWER || last >= LONGEST_PASSAGE) return undefined;
  const written = text.slice(words[first]?.start, words[last]?.end);
  return tokenF1(written, answer) >= LEAST_AGREEMENT ? { first, last } : undefined;
}
