import { sortEntities, type TextEntity, type TextEntityType } from './formatted-text.ts';

const TOP_LEVEL_DOMAINS =
  'com|org|net|info|edu|gov|int|io|me|dev|app|news|tv|ae|eg|iq|jo|lb|ma|qa|sa|sy|tn|uk|uz';

const PATTERNS: readonly (readonly [TextEntityType, RegExp])[] = [
  [
    'url',
    new RegExp(
      String.raw`(?<![\p{L}\p{N}_@/.])(?:https?://[^\s<>"«»]+|(?:[a-z0-9-]+\.)+(?:${TOP_LEVEL_DOMAINS})(?![\p{L}\p{N}_.-])(?:[/?#][^\s<>"«»]*)?)`,
      'giu',
    ),
  ],
  ['email', /(?<![\p{L}\p{N}_.+-])[a-z0-9_.+-]{1,64}@(?:[a-z0-9-]+\.)+[a-z]{2,}/giu],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>@])/giu],
  ['mention', /(?<![\p{L}\p{N}_])@[a-z0-9_]{2,32}(?![\p{L}\p{N}_])/giu],
  [
    'hashtag',
    /(?<![\p{L}\p{Nd}_\u200c])#(?=[\p{Nd}_\u200c]*\p{L})[\p{L}\p{Nd}_\u200c]{1,256}(?![\p{L}\p{Nd}_\u200c#])/gu,
  ],
];

/** Punctuation that ends a sentence rather than an address. */
const TRAILING_PUNCTUATION = /[.:;,('?!`)؟،؛]+$/u;

/**
 * What Telegram finds in a text by itself: commands, mentions, hashtags, addresses of the web and of mail. Where two
 * would overlap, the earlier kind in the list above wins.
 */
export function detectEntities(text: string): TextEntity[] {
  const found: TextEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const shown = type === 'url' ? match[0].replace(TRAILING_PUNCTUATION, '') : match[0];
      const entity = { type, offset: match.index, length: shown.length };
      if (!found.some((other) => overlaps(entity, other))) found.push(entity);
    }
  }
  return sortEntities(found);
}

/** Adds the detected entities to those asked for, but none in code or links, and none across an edge. */
export function mergeEntities(
  asked: readonly TextEntity[],
  detected: readonly TextEntity[],
): readonly TextEntity[] {
  const added = detected.filter((entity) =>
    asked.every((other) => !overlaps(entity, other) || (!isOpaque(other.type) && isNested(entity, other))),
  );
  return sortEntities([...asked, ...added]);
}

function overlaps(a: TextEntity, b: TextEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

function isNested(a: TextEntity, b: TextEntity): boolean {
  return contains(a, b) || contains(b, a);
}

function contains(outer: TextEntity, inner: TextEntity): boolean {
  return outer.offset <= inner.offset && inner.offset + inner.length <= outer.offset + outer.length;
}

function isOpaque(type: TextEntityType): boolean {
  return type === 'code' || type === 'pre' || type === 'text_link' || type === 'text_mention';
}
