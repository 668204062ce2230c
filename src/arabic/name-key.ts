const ARTICLE = /^(?:ال|لل)(?=..)/u;
const CONJUNCTION = /^(?:و(?=...)|ف(?=....))/u;
const PREPOSITION = /^(?:[بل](?=...)|ك(?=....))/u;

/** The form of a folded word in which names are compared: without its article, all else in place. */
export function nameKey(folded: string): string {
  return folded.replace(ARTICLE, '');
}

/** What a folded word may be as the first word of a name: as it stands, and without what is written onto it. */
export function nameKeys(folded: string): string[] {
  const keys = [nameKey(folded)];
  const withoutAnd = folded.replace(CONJUNCTION, '');
  if (withoutAnd !== folded) keys.push(nameKey(withoutAnd));
  for (const word of withoutAnd === folded ? [folded] : [folded, withoutAnd]) {
    const rest = word.replace(PREPOSITION, '');
    if (rest !== word) keys.push(nameKey(rest));
  }
  return keys;
}
