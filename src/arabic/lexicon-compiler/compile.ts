import { dialectKey } from '../dialect.ts';
import { fold } from '../fold.ts';
import { CUE_TYPES, type LexiconData } from '../lexicon-data.ts';
import { compileFamilies, compileKinds, presentVerbs } from './families.ts';
import {
  compileCalendar,
  compileLeaders,
  compileNames,
  compilePlaces,
  type Everyday,
  indexAliases,
  variantFamilies,
} from './names.ts';
import { type LexiconTables, type Row, rowsOf, wordsIn } from './rows.ts';

const DIALECT_CLASSES = new Set(['dialect', 'shared', 'joined']);

/**
 * Compiles the source tables: folds and stems every word, spells out verbs, drops function words, words of
 * one stem and one-word names that everyday words share.
 * @throws {LexiconTableError} naming the table and line of the first row that breaks its format.
 */
export function compileLexicon(tables: LexiconTables): LexiconData {
  const everyday: Everyday = { words: new Set(), stems: new Set() };
  const families = compileFamilies(rowsOf(tables, 'paraphrase'), everyday);
  const places = compilePlaces(rowsOf(tables, 'places'), everyday);
  const entities = [
    ...places.entities,
    ...compileNames(rowsOf(tables, 'organisations'), 'organisation', everyday),
    ...compileLeaders(rowsOf(tables, 'leaders'), everyday),
    ...compileNames(rowsOf(tables, 'phrases'), 'phrase', everyday),
    ...compileCalendar(rowsOf(tables, 'calendar')),
  ];
  const rows = [
    ...families,
    ...places.families,
    ...variantFamilies(entities, everyday),
    ...compileKinds(rowsOf(tables, 'kinds')),
  ];
  return {
    version: 1,
    rows,
    index: indexRows(rows),
    entities: entities.map(({ kind, name }) => `${kind}:${name}`),
    ...indexAliases(entities),
    cues: compileCues(rowsOf(tables, 'answer_cues')),
    dialect: compileDialect(rowsOf(tables, 'dialect')),
    verbs: presentVerbs(rowsOf(tables, 'paraphrase')).join(' '),
  };
}

function indexRows(rows: readonly string[]): Record<string, number[]> {
  const index: Record<string, number[]> = {};
  for (const [at, row] of rows.entries()) {
    for (const one of new Set(row.slice(row.indexOf(' ') + 1).split(/[ /]/u))) {
      const held = index[one];
      if (held === undefined) index[one] = [at];
      else held.push(at);
    }
  }
  return index;
}

function compileCues(rows: readonly Row[]): LexiconData['cues'] {
  const cues = new Map(
    CUE_TYPES.map((type) => [type as string, { question: [] as string[], sentence: [] as string[] }]),
  );
  for (const { cells, fail } of rows) {
    const [type = '', side = '', phrases] = cells;
    const cue = cues.get(type);
    if (cue === undefined || (side !== 'question' && side !== 'sentence')) throw fail('unknown type or side');
    const folded = wordsIn(phrases).map((phrase) => phrase.split('_').map(fold).join(' '));
    cue[side].push(...new Set(folded.filter((phrase) => phrase !== '')));
  }
  return Object.fromEntries(cues) as unknown as LexiconData['cues'];
}

function compileDialect(rows: readonly Row[]): Record<string, string> {
  const entries = rows.flatMap(({ cells, fail }) => {
    const [word = '', standard = '', kind = ''] = cells;
    if (word === '' || !DIALECT_CLASSES.has(kind)) throw fail(`"${kind}" is none of dialect, shared, joined`);
    const others = wordsIn(standard);
    // a spelling that folding makes standard needs no entry
    if (others.length > 0 && others.every((other) => fold(other) === fold(word))) return [];
    return [[dialectKey(word.replaceAll('_', ' ')), `${kind}\t${others.join(' ')}`]];
  });
  return Object.fromEntries(entries);
}
