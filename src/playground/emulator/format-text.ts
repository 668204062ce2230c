import { z } from 'zod';
import { badRequest } from './bot-api-error.ts';
import { checkedLink } from './checked-link.ts';
import { cleanText, isBlank } from './clean-text.ts';
import { detectEntities, mergeEntities } from './detected-entities.ts';
import {
  DETECTED_ENTITY_TYPES,
  FORMATTING_ENTITY_TYPES,
  type FormattedText,
  sortEntities,
  type TextEntity,
} from './formatted-text.ts';
import { parseHtml } from './html-parser.ts';

/** UTF-16 code units, counted after the markup is read. */
export const MAX_TEXT_LENGTH = 4096;

/** Telegram ignores the rest. */
const MAX_ENTITIES = 100;

const entitySchema = z.object({
  type: z.enum([...FORMATTING_ENTITY_TYPES, ...DETECTED_ENTITY_TYPES]),
  offset: z.int(),
  length: z.int(),
  url: z.string().optional(),
  language: z.string().optional(),
  custom_emoji_id: z.string().optional(),
});

export interface TextSource {
  readonly text: string;
  /** `HTML` or none; the emulator reads no Markdown. */
  readonly parseMode?: string | undefined;
  /** As the bot sent them, not yet checked; not looked at where there is a parse mode. */
  readonly entities?: unknown;
}

/**
 * What a text becomes on its way through Telegram: markup read, entities checked, characters cleaned, ends trimmed,
 * commands and addresses found.
 *
 * @throws BotApiError 400, in Telegram's words, where it would refuse the text.
 */
export function formatText(source: TextSource): FormattedText {
  if (source.text === '') throw badRequest('message text is empty');
  if (/\p{Surrogate}/u.test(source.text)) throw badRequest('strings must be encoded in UTF-8');

  const { text, entities } = cleanText(readFormatting(source));
  if (isBlank(text)) throw badRequest('message must be non-empty');
  if (text.length > MAX_TEXT_LENGTH) throw badRequest('message is too long');
  return { text, entities: mergeEntities(entities.slice(0, MAX_ENTITIES), detectEntities(text)) };
}

function readFormatting({ text, parseMode = '', entities }: TextSource): FormattedText {
  switch (parseMode.toLowerCase()) {
    case '':
    case 'none':
      return { text, entities: readEntities(text, entities) };
    case 'html':
      return parseHtml(text);
    default:
      throw badRequest('unsupported parse_mode');
  }
}

function readEntities(text: string, entities: unknown): TextEntity[] {
  if (entities === undefined || entities === null) return [];
  if (!Array.isArray(entities)) throw badRequest(`can't parse entities: Expected an Array of MessageEntity`);
  const formatting = entities
    .map((entity) => readEntity(text, entity))
    .filter((entity) => entity !== undefined);
  return sortEntities(formatting);
}

function readEntity(text: string, value: unknown): TextEntity | undefined {
  const parsed = entitySchema.safeParse(value);
  if (!parsed.success) {
    throw badRequest(`can't parse MessageEntity: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
  }

  const { type, offset, length, url, language, custom_emoji_id } = parsed.data;
  checkRange(text, offset, length);
  if (DETECTED_ENTITY_TYPES.some((detected) => detected === type) || type === 'text_mention')
    return undefined;
  if (type === 'text_link') return { type, offset, length, url: readLink(url ?? '') };
  if (type === 'custom_emoji') return { type, offset, length, custom_emoji_id: custom_emoji_id ?? '' };
  if (type === 'pre' && language !== undefined) return { type, offset, length, language };
  return { type, offset, length };
}

function checkRange(text: string, offset: number, length: number): void {
  if (offset < 0) throw badRequest(`receive an entity with incorrect offset ${offset}`);
  if (length < 0) throw badRequest(`receive an entity with incorrect length ${length}`);

  const end = offset + length;
  const entity = `entity beginning at UTF-16 offset ${offset}`;
  if (end > text.length) {
    throw badRequest(`${entity} ends after the end of the text at UTF-16 offset ${end}`);
  }
  if (splitsSurrogatePair(text, offset)) {
    throw badRequest(`${entity} begins in a middle of a UTF-16 symbol`);
  }
  if (splitsSurrogatePair(text, end)) {
    throw badRequest(`${entity} ends in a middle of a UTF-16 symbol at UTF-16 offset ${end}`);
  }
}

function splitsSurrogatePair(text: string, position: number): boolean {
  return position > 0 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(position - 1, position + 1));
}

function readLink(address: string): string {
  if (address === '') throw badRequest('entity URL is empty');
  const url = checkedLink(address);
  if (url === undefined) throw badRequest(`entity URL '${address}' is invalid: Wrong HTTP URL`);
  return url;
}
