import { bold, type FmtString, fmt } from 'telegraf/format';
import type { Answer, Citation } from '../answering/answer.ts';
import type { Article } from '../corpus/article.ts';
import { concatenate, shorten } from './formatted-text.ts';
import { formatDate, messages } from './messages.ts';

/** Telegram's limit on a message, in UTF-16 code units after entities are taken out. */
export const MAXIMUM_MESSAGE_LENGTH = 4096;

/** A sentence longer than this is shown up to its last whole word, so that the rest of the message has room. */
const MAXIMUM_QUOTATION_LENGTH = 3000;
const MAXIMUM_TITLE_LENGTH = 300;

type Quotation = Pick<Citation, 'text' | 'highlights'>;

/**
 * An answer as a Telegram message: the short answer where there is one, then each cited sentence, verbatim, its matched
 * words in bold, with its number and where it stands. Supporting sentences that don't fit any more are left out.
 */
export function renderAnswer(answer: Answer, articles: ReadonlyMap<string, Article>): FmtString {
  if (answer.outcome === 'rejected') return fmt(messages.rejected[answer.rejection ?? 'empty']);
  if (answer.outcome === 'not_found' || answer.citations.length === 0) return fmt(messages.notFound);
  const heading = headingOf(answer);
  const blocks = answer.citations.map((citation) => renderCitation(citation, articles));
  let message = joinBlocks([...heading, ...blocks.slice(0, 1)]);
  for (const block of blocks.slice(1)) {
    const longer = joinBlocks([message, block]);
    if (longer.text.length > MAXIMUM_MESSAGE_LENGTH) break;
    message = longer;
  }
  return message;
}

function headingOf({ outcome, answer }: Answer): FmtString[] {
  if (outcome === 'related') return [fmt(messages.related)];
  return answer ? [bold(answer.text)] : [];
}

function renderCitation(citation: Citation, articles: ReadonlyMap<string, Article>): FmtString {
  const mark = messages.citationMark(citation.number);
  return concatenate([highlighted(shortened(citation)), ' ', mark, '\n— ', attribution(citation, articles)]);
}

function shortened({ text, highlights }: Citation): Quotation {
  const quotation = shorten(text, MAXIMUM_QUOTATION_LENGTH);
  return {
    text: quotation,
    highlights: highlights.filter(([, end]) => quotation === text || end < quotation.length),
  };
}

function highlighted({ text, highlights }: Quotation): FmtString {
  const parts: (string | FmtString)[] = [];
  let shown = 0;
  for (const [start, end] of highlights) {
    parts.push(text.slice(shown, start), bold(text.slice(start, end)));
    shown = end;
  }
  parts.push(text.slice(shown));
  return concatenate(parts);
}

function attribution({ article, sentence }: Citation, articles: ReadonlyMap<string, Article>): string {
  const { title = article, publisher, published } = articles.get(article) ?? {};
  const date = published === undefined ? undefined : formatDate(published);
  return [shorten(title, MAXIMUM_TITLE_LENGTH), publisher, date, messages.sentenceNumber(sentence)]
    .filter((part) => part !== undefined)
    .join('، ');
}

function joinBlocks(blocks: readonly FmtString[]): FmtString {
  return concatenate(blocks.flatMap((block, position) => (position === 0 ? [block] : ['\n\n', block])));
}
