import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'telegraf/types';
import { furtherPassages } from './answer-views.ts';
import type { BotDependencies } from './bot-dependencies.ts';
import type { ButtonAction } from './buttons.ts';
import { toArabicDigits } from './figures.ts';
import { messages } from './messages.ts';
import type { ShownAnswer } from './shown-answers.ts';

type KeyboardDependencies = Pick<BotDependencies, 'buttons' | 'articles' | 'feedback'>;

const { buttons: labels } = messages;

/** What stands under an answer; nothing where no sentence is shown. */
export function answerKeyboard(
  { buttons, articles, feedback }: KeyboardDependencies,
  chat: number,
  shown: ShownAnswer,
): InlineKeyboardMarkup | undefined {
  if (shown.answer.citations.length === 0) return undefined;
  const { indexVersion } = shown;
  const make = (label: string, action: ButtonAction, ...numbers: number[]) =>
    buttons.make({ label, action, numbers, chat, indexVersion });
  const hasMore = furtherPassages(shown, articles).length > 0;
  const look = [make(labels.context, 'context', 0), ...(hasMore ? [make(labels.more, 'more', 0)] : [])];
  const canVote = feedback !== undefined && shown.record !== undefined;
  const votes = canVote ? [make(labels.like, 'like'), make(labels.dislike, 'dislike')] : [];
  return keyboardOf([look, votes]);
}

/** Under the context of a citation: the other citations, and the way back. */
export function contextKeyboard(
  { buttons }: Pick<KeyboardDependencies, 'buttons'>,
  chat: number,
  { answer, indexVersion }: ShownAnswer,
  shownCitation: number,
): InlineKeyboardMarkup {
  const others = answer.citations.flatMap(({ number }, position) =>
    position === shownCitation
      ? []
      : [
          buttons.make({
            label: messages.citationMark(number),
            action: 'context',
            numbers: [position],
            chat,
            indexVersion,
          }),
        ],
  );
  return keyboardOf([others, [backButton({ buttons }, chat, indexVersion)]]);
}

export interface PagesKeyboardOptions {
  readonly chat: number;
  readonly indexVersion: string;
  readonly action: ButtonAction;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** Numbers before the page in the buttons' data. */
  readonly prefix?: readonly number[];
  /** Rows below the arrows. */
  readonly rows?: readonly (readonly InlineKeyboardButton[])[];
}

/** Arrows to the pages before and after, where there are such. */
export function pagesKeyboard(
  { buttons }: Pick<KeyboardDependencies, 'buttons'>,
  { chat, indexVersion, action, page, pages, prefix = [], rows = [] }: PagesKeyboardOptions,
): InlineKeyboardMarkup {
  const arrow = (label: string, to: number) =>
    buttons.make({ label, action, numbers: [...prefix, to], chat, indexVersion });
  const arrows = [
    ...(page > 0 ? [arrow(labels.previous, page - 1)] : []),
    ...(page + 1 < pages ? [arrow(labels.next, page + 1)] : []),
  ];
  return keyboardOf([arrows, ...rows]);
}

export function backButton(
  { buttons }: Pick<KeyboardDependencies, 'buttons'>,
  chat: number,
  indexVersion: string,
): InlineKeyboardButton {
  return buttons.make({ label: labels.back, action: 'answer', chat, indexVersion });
}

/** Numbered buttons that open articles, five in a row. */
export function articleButtons(
  { buttons }: Pick<KeyboardDependencies, 'buttons'>,
  { chat, indexVersion, positions }: { chat: number; indexVersion: string; positions: readonly number[] },
): InlineKeyboardButton[][] {
  const all = positions.map((position) =>
    buttons.make({
      label: toArabicDigits(position + 1),
      action: 'article',
      numbers: [position, 0],
      chat,
      indexVersion,
    }),
  );
  return [all.slice(0, 5), all.slice(5)];
}

/** A keyboard of the rows that hold a button. */
export function keyboardOf(rows: readonly (readonly InlineKeyboardButton[])[]): InlineKeyboardMarkup {
  return { inline_keyboard: rows.filter((row) => row.length > 0).map((row) => [...row]) };
}
