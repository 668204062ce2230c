import type { User } from 'telegraf/types';

/** Entities that a bot may ask for. */
export const FORMATTING_ENTITY_TYPES = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
] as const;

/** Entities that Telegram finds in the text by itself; a bot that sends them is not believed. */
export const DETECTED_ENTITY_TYPES = [
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
] as const;

export type TextEntityType =
  | (typeof FORMATTING_ENTITY_TYPES)[number]
  | (typeof DETECTED_ENTITY_TYPES)[number];

/** A `MessageEntity`: a formatted range of a text, in UTF-16 code units. */
export interface TextEntity {
  readonly type: TextEntityType;
  readonly offset: number;
  readonly length: number;
  /** Of a `text_link`. */
  readonly url?: string;
  /** Of a `pre`. */
  readonly language?: string;
  /** Of a `text_mention`. */
  readonly user?: User;
  /** Of a `custom_emoji`. */
  readonly custom_emoji_id?: string;
}

/** A text and what stands out in it. */
export interface FormattedText {
  readonly text: string;
  /** Sorted by offset, the longer first. */
  readonly entities: readonly TextEntity[];
}

/** The order in which Telegram lists entities: from the start of the text, the enclosing before the enclosed. */
export function sortEntities(entities: readonly TextEntity[]): TextEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}
