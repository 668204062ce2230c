import { z } from 'zod';

/** What a name in the lexicon stands for. */
export const ENTITY_KINDS = [
  'country',
  'territory',
  'region',
  'city',
  'organisation',
  'leader',
  'phrase',
  'month',
  'hijri_month',
  'weekday',
  'season',
  'day',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** What a question asks for; each has words that ask and words that answer. */
export const CUE_TYPES = [
  'date',
  'time',
  'number',
  'money',
  'percent',
  'person',
  'place',
  'organisation',
  'reason',
  'manner',
  'list',
  'quotation',
  'yesno',
  'definition',
] as const;
export type CueType = (typeof CUE_TYPES)[number];

/** Checks the shape alone: the rows come from the compiler, and looking at each would take longer than reading it. */
const texts = z.custom<readonly string[]>(Array.isArray, 'an array of strings');
const table = <Value>() =>
  z.custom<Readonly<Record<string, Value>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'an object with a key for each word',
  );

/**
 * The compiled lexicon, laid out so that reading it builds nothing: every lookup is one key.
 * - `rows`: families, `WEIGHT stem stem/stem`, the weight in hundredths between the groups that a slash divides;
 *   and stars, `*WEIGHT head stem stem`, each stem related to the head and not to the others;
 * - `index`: the rows that hold a stem;
 * - `aliases`: a row of name keys, joined by spaces, and what it names: `ENTITY:WEIGHT ENTITY:WEIGHT`;
 * - `longest`: how many words the longest alias has that begins with a key;
 * - `dialect`: a word and `KIND<TAB>standard words`;
 * - `verbs`: present-tense verbs without their person letter, folded, joined by spaces.
 */
export const LexiconData = z.object({
  version: z.literal(1),
  rows: texts,
  index: table<readonly number[]>(),
  /** Each `KIND:NAME`. */
  entities: texts,
  aliases: table<string>(),
  longest: table<number>(),
  cues: z.record(z.enum(CUE_TYPES), z.object({ question: texts, sentence: texts })),
  dialect: table<string>(),
  verbs: z.string(),
});
export type LexiconData = z.infer<typeof LexiconData>;
