import { fold } from '../fold.ts';
import { ENTITY_KINDS, type EntityKind, type LexiconData } from '../lexicon-data.ts';
import { nameKey } from '../name-key.ts';
import { stemsOf } from './families.ts';
import { type Row, wordsIn } from './rows.ts';

const NAME_WEIGHT = 100;
const METONYM_WEIGHT = 70;
const PLACE_FAMILY_WEIGHT = 45;
/** Between spellings or names of one thing. */
const SAME_THING_WEIGHT = 90;
const ROLE_WEIGHT = 45;
/** A phrase's one-word wording may mean much else. */
const LOOSE_WEIGHT = 60;
/** A place inside another names it only faintly. */
const WITHIN_SHARE = 0.4;

interface Alias {
  /** The keys of its words, joined by spaces. */
  readonly words: string;
  /** In hundredths. */
  readonly weight: number;
}

/** Words, as name keys, and stems of the paraphrase families: a lone one of them is no sure name. */
export interface Everyday {
  readonly words: Set<string>;
  readonly stems: Set<string>;
}

const NOT_EVERYDAY: Everyday = { words: new Set(), stems: new Set() };

/** Something that has names. */
export interface Entity {
  readonly kind: EntityKind;
  readonly name: string;
  readonly within: string;
  readonly aliases: readonly Alias[];
}

function aliasWords(name: string): string {
  return name
    .split('_')
    .map((word) => nameKey(fold(word)))
    .join(' ');
}

function oneWordStems(names: readonly string[], { stems }: Everyday): string[] {
  return stemsOf(names.filter((name) => !name.includes('_'))).filter((one) => !stems.has(one));
}

function aliases(names: readonly string[], weight: number, everyday: Everyday): Alias[] {
  const spelt = names.map(aliasWords).filter((alias) => alias.includes(' ') || !everyday.words.has(alias));
  return [...new Set(spelt)].map((words) => ({ words, weight }));
}

/** Places, their capitals and cities, and the families that their one-word names make. */
export function compilePlaces(rows: readonly Row[], everyday: Everyday) {
  const entities: Entity[] = [];
  const families: string[] = [];
  for (const { cells, fail } of rows) {
    const [name = '', kind = '', ...columns] = cells;
    if (!(ENTITY_KINDS as readonly string[]).includes(kind)) throw fail(`"${kind}" is no kind of place`);
    const [variants = [], nationality = [], capital = [], government = [], cities = [], within = []] =
      columns.map(wordsIn);
    const own = [name, ...variants, ...nationality];
    entities.push({
      kind: kind as EntityKind,
      name,
      within: within[0] ?? '',
      aliases: [
        ...aliases(own, NAME_WEIGHT, everyday),
        ...aliases([...capital, ...government], METONYM_WEIGHT, everyday),
      ],
    });
    for (const city of [...new Set([...capital, ...cities])]) {
      const spelt = aliases([city], NAME_WEIGHT, everyday);
      if (spelt.length > 0 && !entities.some((entity) => entity.kind === 'city' && entity.name === city)) {
        entities.push({
          kind: 'city',
          name: city,
          within: capital.includes(city) ? '' : name,
          aliases: spelt,
        });
      }
    }
    const names = oneWordStems(own, everyday);
    const groups = [names, oneWordStems([...capital, ...government], everyday)].filter(
      ({ length }) => length > 0,
    );
    if (groups.length > 1)
      families.push(`${PLACE_FAMILY_WEIGHT} ${groups.map((group) => group.join(' ')).join('/')}`);
    if (names.length > 1) families.push(`${SAME_THING_WEIGHT} ${names.join('/')}`);
  }
  return { entities, families };
}

/** Names of one kind: one-word names which are everyday words too are left out. */
export function compileNames(rows: readonly Row[], kind: EntityKind, everyday: Everyday): Entity[] {
  return rows.map(({ cells, fail }) => {
    const [name = '', others] = cells;
    if (name === '') throw fail('the name is missing');
    const isPhrase = kind === 'phrase';
    const spelt = aliases([name, ...wordsIn(others)], NAME_WEIGHT, isPhrase ? NOT_EVERYDAY : everyday);
    if (!isPhrase) return { kind, name, within: '', aliases: spelt };
    const weighed = spelt.map((alias) =>
      alias.words.includes(' ') ? alias : { ...alias, weight: LOOSE_WEIGHT },
    );
    return { kind, name, within: '', aliases: weighed };
  });
}

/** Leaders by name and, less surely, by role. */
export function compileLeaders(rows: readonly Row[], everyday: Everyday): Entity[] {
  const holders = new Map<string, number>();
  for (const { cells } of rows) {
    for (const role of wordsIn(cells[2])) holders.set(role, (holders.get(role) ?? 0) + 1);
  }
  return rows.map(({ cells }) => {
    const [name = '', others, roles] = cells;
    const byRole = wordsIn(roles).map((role) => {
      // many have held a role, and the table does not say when: each is less likely to be meant
      const weight = Math.max(10, Math.round(ROLE_WEIGHT / Math.sqrt(holders.get(role) ?? 1)));
      return { words: aliasWords(role), weight };
    });
    const byName = aliases([name, ...wordsIn(others)], NAME_WEIGHT, everyday);
    return { kind: 'leader', name, within: '', aliases: [...byName, ...byRole] };
  });
}

/** Months, days and seasons. */
export function compileCalendar(rows: readonly Row[]): Entity[] {
  return rows.map(({ cells, fail }) => {
    const [kind = '', name = '', names] = cells;
    if (!(ENTITY_KINDS as readonly string[]).includes(kind)) throw fail(`"${kind}" is no kind of time`);
    return {
      kind: kind as EntityKind,
      name,
      within: '',
      aliases: aliases(wordsIn(names), NAME_WEIGHT, NOT_EVERYDAY),
    };
  });
}

/** One-word names of one thing are relatives too: spellings of a surname, the names of a month. */
export function variantFamilies(entities: readonly Entity[], everyday: Everyday): string[] {
  const kinds = new Set<EntityKind>(['organisation', 'leader', 'month', 'city']);
  return entities.flatMap(({ kind, aliases: names }) => {
    const single = names.filter(({ words, weight }) => weight === NAME_WEIGHT && !words.includes(' '));
    const stems = oneWordStems(
      single.map(({ words }) => words),
      everyday,
    );
    return kinds.has(kind) && stems.length > 1 ? [`${SAME_THING_WEIGHT} ${stems.join('/')}`] : [];
  });
}

/** The lookup from a row of words to what it names. */
export function indexAliases(entities: readonly Entity[]): Pick<LexiconData, 'aliases' | 'longest'> {
  const named = new Map<string, Map<number, number>>();
  const longest: Record<string, number> = {};
  for (const [id, { within, aliases }] of entities.entries()) {
    const outer = entities.findIndex((other) => other.name === within);
    for (const { words, weight } of aliases) {
      const known = named.get(words) ?? new Map<number, number>();
      named.set(words, known);
      known.set(id, Math.max(weight, known.get(id) ?? 0));
      if (outer >= 0) known.set(outer, Math.max(Math.round(weight * WITHIN_SHARE), known.get(outer) ?? 0));
      const parts = words.split(' ');
      const first = parts[0] ?? '';
      longest[first] = Math.max(parts.length, longest[first] ?? 0);
    }
  }
  const aliases = [...named].map(([words, known]) => {
    return [words, [...known].map(([id, weight]) => `${id}:${weight}`).join(' ')];
  });
  return { aliases: Object.fromEntries(aliases), longest };
}
