const LONGEST_SLUG = 60;
/** Names that Windows keeps for its devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A file name for a title, without extension: its letters and digits in whatever script, without marks, in small
 * letters, the words joined by hyphens. The same title gives the same name, on any machine; never empty.
 */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u064B-\u065F\u0670\u0640\p{Cf}'’`]/gu, '')
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  let slug = '';
  for (const word of words ?? []) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > LONGEST_SLUG) break;
    slug = longer;
  }
  const name = slug || [...(words?.[0] ?? '')].slice(0, LONGEST_SLUG / 2).join('') || 'article';
  return RESERVED.test(name) ? `${name}-article` : name;
}
