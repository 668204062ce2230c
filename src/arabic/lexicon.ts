import { createDialectTable, type DialectTable } from './dialect.ts';
import type { CueType, EntityKind, LexiconData } from './lexicon-data.ts';
import { nameKey, nameKeys } from './name-key.ts';

export type { CueType, EntityKind, LexiconData } from './lexicon-data.ts';

/** A stem that may stand for another, and how far: 1 would be the same word. */
export interface Relative {
  readonly stem: string;
  readonly weight: number;
}

/** A name in a row of words: words `start` (inclusive) to `end` (exclusive) name `entity`. */
export interface EntityMention {
  /** Kind and name, such as `country:روسيا`: the same for every way to name it. */
  readonly entity: string;
  readonly kind: EntityKind;
  readonly start: number;
  readonly end: number;
  /** How surely the words mean this entity: 1 for its name, less for its capital, a role or where it lies. */
  readonly weight: number;
}

/** Words that ask for a type of answer and words that show one, folded; several words are joined by spaces. */
export interface Cues {
  readonly question: readonly string[];
  readonly sentence: readonly string[];
}

/** A word in its folded form. */
export interface FoldedWord {
  readonly folded: string;
}

/** The written knowledge of Arabic words that search and ranking draw on. */
export interface Lexicon {
  /** One-word relatives of a stem, strongest first; never the stem itself, never relatives of relatives. */
  relatives(stem: string): readonly Relative[];
  /** How far one stem may stand for another: 1 for itself, 0 for strangers; the same both ways. */
  relatedness(first: string, second: string): number;
  /**
   * Names in a row of words, the longest at each place; one place may name several entities. Words are compared
   * folded, not stemmed: stems of names are too often those of other words.
   */
  entitiesIn(words: readonly FoldedWord[]): EntityMention[];
  cuesOf(type: CueType): Cues;
  readonly dialect: DialectTable;
}

/** Between words of one root inside a family: the same idea, often in another part of speech. */
const SAME_GROUP_WEIGHT = 0.65;
/** Below this a match may only hint at the entity, so the words inside it are looked at as well. */
const SURE_WEIGHT = 0.5;
const NONE: readonly Relative[] = [];

/** Opens a compiled lexicon. Relatives of a stem are worked out when first asked for, and kept. */
export function createLexicon(data: LexiconData): Lexicon {
  const known = new Map<string, readonly Relative[]>();

  function relatives(stem: string): readonly Relative[] {
    const found = known.get(stem);
    if (found !== undefined) return found;
    const rows = own(data.index, stem);
    if (rows === undefined) return NONE;
    const list = collectRelatives(
      stem,
      rows.map((row) => data.rows[row] ?? ''),
    );
    known.set(stem, list);
    return list;
  }

  return {
    relatives,
    relatedness: (first, second) =>
      first === second ? 1 : (relatives(first).find((relative) => relative.stem === second)?.weight ?? 0),
    entitiesIn: (words) => findEntities(words, data),
    cuesOf: (type) => data.cues[type],
    dialect: createDialectTable(data),
  };
}

/** The table's own value: a question may well hold the word "constructor". */
function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function collectRelatives(stem: string, rows: readonly string[]): readonly Relative[] {
  const best = new Map<string, number>();
  const raise = (other: string, weight: number): void => {
    if (other !== stem && weight > (best.get(other) ?? 0)) best.set(other, weight);
  };
  for (const row of rows) {
    const isStar = row.startsWith('*');
    const space = row.indexOf(' ');
    const weight = Number(row.slice(isStar ? 1 : 0, space)) / 100;
    const members = row.slice(space + 1);
    if (isStar) {
      const [head = '', ...others] = members.split(' ');
      for (const other of stem === head ? others : [head]) raise(other, weight);
      continue;
    }
    for (const group of members.split('/')) {
      const stems = group.split(' ');
      const groupWeight = stems.includes(stem) ? SAME_GROUP_WEIGHT : weight;
      for (const other of stems) raise(other, groupWeight);
    }
  }
  return [...best]
    .map(([other, weight]) => ({ stem: other, weight }))
    .sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1));
}

function findEntities(words: readonly FoldedWord[], data: LexiconData): EntityMention[] {
  const later = words.map((word) => nameKey(word.folded));
  const mentions: EntityMention[] = [];
  let at = 0;
  while (at < words.length) {
    const here = mentionsAt(words, later, at, data);
    mentions.push(...here);
    // "the Russian prime minister" may mean a person, but surely names an office and a country: look inside
    const sure = here.find((mention) => mention.weight >= SURE_WEIGHT);
    at = sure?.end ?? at + 1;
  }
  return mentions;
}

/** From the longest name down to the first sure one; the first word may carry a conjunction or a preposition. */
function mentionsAt(
  words: readonly FoldedWord[],
  later: readonly string[],
  start: number,
  data: LexiconData,
): EntityMention[] {
  const mentions: EntityMention[] = [];
  for (const first of nameKeys(words[start]?.folded ?? '')) {
    const longest = own(data.longest, first) ?? 0;
    for (let end = Math.min(start + longest, words.length); end > start; end -= 1) {
      const named = own(data.aliases, [first, ...later.slice(start + 1, end)].join(' '));
      if (named === undefined) continue;
      mentions.push(...readMentions(named, start, end, data.entities));
      if (mentions.some((mention) => mention.weight >= SURE_WEIGHT)) return mentions;
    }
  }
  return mentions;
}

function readMentions(
  named: string,
  start: number,
  end: number,
  entities: readonly string[],
): EntityMention[] {
  return named.split(' ').map((part) => {
    const [id = '', weight = ''] = part.split(':');
    const entity = entities[Number(id)] ?? '';
    const kind = entity.slice(0, entity.indexOf(':')) as EntityKind;
    return { entity, kind, start, end, weight: Number(weight) / 100 };
  });
}
