import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { InlineKeyboardButton } from 'telegraf/types';

/** What a button does; its letter is what stands in the button's data. */
export const BUTTON_ACTIONS = {
  answer: 'a',
  context: 'c',
  more: 'm',
  proof: 'p',
  like: 'u',
  dislike: 'd',
  again: 'n',
  suggestion: 'q',
  sources: 's',
  found: 'f',
  article: 'r',
} as const;
export type ButtonAction = keyof typeof BUTTON_ACTIONS;

/** A button as it was made. */
export interface ButtonPress {
  readonly action: ButtonAction;
  readonly numbers: readonly number[];
  /** Whether it was made for the index given. */
  readonly isCurrent: boolean;
}

/** Where a button stands, and for which index it is made or read. */
export interface ButtonPlace {
  readonly chat: number;
  readonly indexVersion: string;
}

export interface ButtonLabel extends ButtonPlace {
  readonly label: string;
  readonly action: ButtonAction;
  /** Whatever the action needs: pages, positions. Whole and not negative. */
  readonly numbers?: readonly number[];
}

/** Makes buttons, and tells its own from others. */
export interface Buttons {
  make(button: ButtonLabel): InlineKeyboardButton.CallbackButton;
  /** Reads a button's data; `undefined` where it was not made here for this chat. */
  read(data: string, place: ButtonPlace): ButtonPress | undefined;
}

/** Characters of base64: 48 bits can't be guessed at Telegram's pace, and leave room in the 64 bytes of a button. */
const TAG_LENGTH = 8;
const VERSION_LENGTH = 6;

/**
 * Buttons whose data is signed: a client may send any data it likes, also that of a button in another chat.
 *
 * The key is derived from the bot's token. That is the one secret which every process of this bot has and nobody else:
 * buttons outlive a restart, and there is nothing more to set. The token can't be had from the key, nor the key from tags.
 */
export function createButtons(token: string): Buttons {
  const key = createHmac('sha256', token).update('isnad buttons').digest();
  const sign = (content: string, chat: number) =>
    createHmac('sha256', key).update(`${chat}.${content}`).digest('base64url').slice(0, TAG_LENGTH);

  return {
    make({ label, action, numbers = [], chat, indexVersion }) {
      const content = `${BUTTON_ACTIONS[action]}.${numbers.join('-')}.${shortVersion(indexVersion)}`;
      return { text: label, callback_data: `${content}.${sign(content, chat)}` };
    },
    read(data, { chat, indexVersion }) {
      const match = /^((\w)\.([\d-]*)\.([\w-]+))\.([\w-]+)$/.exec(data);
      const [, content = '', letter, numbers = '', version, tag = ''] = match ?? [];
      const action = ACTIONS.get(letter ?? '');
      if (action === undefined || !isEqual(tag, sign(content, chat))) return undefined;
      return {
        action,
        numbers: numbers === '' ? [] : numbers.split('-').map(Number),
        isCurrent: version === shortVersion(indexVersion),
      };
    },
  };
}

const ACTIONS = new Map(
  Object.entries(BUTTON_ACTIONS).map(([action, letter]) => [letter as string, action as ButtonAction]),
);

function shortVersion(version: string): string {
  return createHash('sha256').update(version).digest('base64url').slice(0, VERSION_LENGTH);
}

function isEqual(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
