import type { FormattedText, TextEntity } from './formatted-text.ts';

/**
 * Telegram's cleaning of a text that somebody sends: control characters become spaces; carriage returns, line and
 * paragraph separators, bidirectional embeddings (U+202A–U+202E) and three combining lines vanish; white space
 * goes from both ends. Entities move and shrink with the text; those left empty or blank are dropped.
 */
export function cleanText({ text, entities }: FormattedText): FormattedText {
  return trim(withoutForbiddenCharacters({ text, entities }));
}

/** Whether nothing would be seen of the text. */
export function isBlank(text: string): boolean {
  return /^[\s\u200b-\u200f\ufeff\u2800\u3164\ufffc]*$/u.test(text);
}

function withoutForbiddenCharacters({ text, entities }: FormattedText): FormattedText {
  const kept: string[] = [];
  const offsets: number[] = [];
  for (let position = 0; position < text.length; position += 1) {
    offsets.push(kept.length);
    const code = text.charCodeAt(position);
    if (!isRemoved(code)) kept.push(isControl(code) ? ' ' : text.charAt(position));
  }
  offsets.push(kept.length);

  const moved = entities.map((entity) => {
    const start = offsets[entity.offset] ?? kept.length;
    const end = offsets[entity.offset + entity.length] ?? kept.length;
    return { ...entity, offset: start, length: end - start };
  });
  const directionMarksApart = kept.join('').replace(/[\u200e\u200f](?=[\u200e\u200f])/gu, '\u200c');
  return { text: directionMarksApart, entities: moved };
}

function isRemoved(code: number): boolean {
  const isCombiningLine = code === 0x030a || code === 0x0333 || code === 0x033f;
  return code === 0x0d || isCombiningLine || (code >= 0x2028 && code <= 0x202e);
}

function isControl(code: number): boolean {
  return code < 0x20 && code !== 0x0a;
}

function trim({ text, entities }: FormattedText): FormattedText {
  const end = text.replace(/[ \n]+$/u, '').length;
  const firstEntity = Math.min(end, ...entities.map((entity) => entity.offset));
  const start = Math.min(firstEntity, /^[ \n]*/u.exec(text)?.[0].length ?? 0);

  const kept = entities.flatMap((entity): TextEntity[] => {
    const entityEnd = Math.min(entity.offset + entity.length, end);
    const isSeen = entityEnd > entity.offset && !isBlank(text.slice(entity.offset, entityEnd));
    return isSeen ? [{ ...entity, offset: entity.offset - start, length: entityEnd - entity.offset }] : [];
  });
  return { text: text.slice(start, end), entities: kept };
}
