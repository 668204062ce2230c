import type { FeedbackSummary, KeptQuestion } from './feedback-store.ts';
import { groupQuestions, type QuestionGroup } from './group-questions.ts';

/** How often what happened. */
export interface FeedbackFigures {
  readonly questions: number;
  readonly askers: number;
  readonly answered: number;
  readonly related: number;
  readonly notFound: number;
  readonly likes: number;
  readonly dislikes: number;
}

export function summarise({ askers, questions }: FeedbackSummary): FeedbackFigures {
  const count = (outcome: KeptQuestion['outcome']) =>
    questions.filter((question) => question.outcome === outcome).length;
  return {
    questions: questions.length,
    askers,
    answered: count('answered'),
    related: count('related'),
    notFound: count('not_found'),
    likes: questions.reduce((sum, { likes }) => sum + likes, 0),
    dislikes: questions.reduce((sum, { dislikes }) => sum + dislikes, 0),
  };
}

/** Whether the articles had no sure answer. */
export function isUnanswered({ outcome }: Pick<KeptQuestion, 'outcome'>): boolean {
  return outcome === 'not_found' || outcome === 'related';
}

/** What an owner of articles wants to know: what is asked, what is missing, what is wrong. */
export interface FeedbackReport {
  readonly figures: FeedbackFigures;
  readonly mostAsked: readonly QuestionGroup[];
  readonly unanswered: readonly QuestionGroup[];
  /** Answers that more people disliked than liked, the most disliked first. */
  readonly disliked: readonly KeptQuestion[];
}

export function reportOf(summary: FeedbackSummary, { top }: { readonly top: number }): FeedbackReport {
  const { questions } = summary;
  return {
    figures: summarise(summary),
    mostAsked: groupQuestions(questions).slice(0, top),
    unanswered: groupQuestions(questions.filter(isUnanswered)).slice(0, top),
    disliked: questions
      .filter(({ likes, dislikes }) => dislikes > likes)
      .sort((a, b) => b.dislikes - b.likes - (a.dislikes - a.likes))
      .slice(0, top),
  };
}

/** The report in words, for a terminal. */
export function writeReport(
  { figures, mostAsked, unanswered, disliked }: FeedbackReport,
  { days }: { readonly days: number },
): string {
  const { questions, askers, answered, related, notFound, likes, dislikes } = figures;
  const counts = [
    `${count(questions, 'question')} of ${count(askers, 'person', 'people')} in the last ${count(days, 'day')}:`,
    `${answered} answered, ${related} with the nearest passage only, ${notFound} not found; ${likes} 👍, ${dislikes} 👎.`,
  ].join(' ');
  const sections = [
    section('Most asked', mostAsked.map(groupLine)),
    section('Unanswered', unanswered.map(groupLine)),
    section('Disliked', disliked.map(dislikedLine)),
  ];
  return [counts, ...sections].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...(lines.length === 0 ? ['  none'] : lines)].join('\n');
}

function groupLine({ question, count: times, others }: QuestionGroup): string {
  const alike = others.map((other) => `\n       ~ ${other}`).join('');
  return `${String(times).padStart(5)}  ${question}${alike}`;
}

function dislikedLine({ question, likes, dislikes, article, sentence, sentenceText }: KeptQuestion): string {
  const offered =
    sentenceText === null ? '' : `\n       → ${sentenceText}\n         ${article}, sentence ${sentence}`;
  return `${String(dislikes).padStart(5)} 👎 ${likes} 👍  ${question}${offered}`;
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
